import Testing

@testable import GeoCore
@testable import GeoProjection

@Suite struct SmoothPipelineTests {
  private let lambert93 =
    "+proj=pipeline +step +inv +proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000"
    + " +y_0=6600000 +ellps=GRS80 +step +proj=unitconvert +xy_in=rad +xy_out=deg"

  @Test func isTornOppositeToTheCentralMeridian() {
    #expect(SmoothPipeline(lambert93)?.cuts == [-177, 180])
    #expect(SmoothPipeline("+proj=utm +zone=31 +ellps=WGS84")?.cuts == [-177, 180])
    #expect(SmoothPipeline("+proj=laea +lat_0=52")?.cuts == [180])
    #expect(SmoothPipeline("+proj=tmerc +lon_0=-9 +step +proj=laea +lon_0=10")?.cuts.count == 3)
    // A cone around 3° east of Greenwich, longitudes counted from Paris.
    let fromParis = SmoothPipeline("+proj=lcc +lon_0=3 +step +inv +proj=longlat +pm=paris")
    #expect(fromParis?.cuts.count == 3)
    let paris = SmoothPipeline("+proj=lcc +lat_1=46.8 +lon_0=0 +pm=paris")
    #expect(abs((paris?.cuts.first ?? 0) + 177.662_770_833_333) < 1e-9)
  }

  @Test(arguments: [
    "", "+proj=noop", "+proj=axisswap +order=2,1",
    "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad",
    "+proj=pipeline +step +proj=laea +step +proj=hgridshift +grids=a.tif",
    "+proj=pipeline +step +proj=vgridshift +grids=a.tif +step +proj=utm +zone=31",
    "+proj=pipeline +step +proj=laea +step +proj=gridshift +grids=a.tif",
    "+proj=pipeline +step +proj=laea +step +proj=xyzgridshift +grids=a.tif",
    "+proj=pipeline +step +proj=laea +step +proj=defmodel +model=a.json",
    "+proj=pipeline +step +proj=laea +step +proj=tinshift +file=a.json",
    "+proj=pipeline +step +proj=laea +step +proj=deformation +grids=a.tif",
    "+proj=lcc +nadgrids=a.gsb", "+proj=igh", "+proj=tmerc +algo=auto", "+proj=laea +over",
    "+proj=helmert +x=1 +dx=0.1 +t_epoch=2010", "+proj=lcc +pm=elsewhere", "+proj=lcc +lon_0=x",
    "+proj=utm", "+proj=laea +step +ellps=GRS80", "noise", "= + =",
  ])
  func leavesTheRestToPROJ(_ text: String) {
    #expect(SmoothPipeline(text) == nil)
  }

  @Test func datumShiftsAloneAreSmooth() {
    #expect(
      SmoothPipeline(
        "+proj=pipeline +step +proj=cart +step +proj=helmert +x=-168 +y=-60 +z=320 +step +inv"
          + " +proj=cart") != nil)
  }

  @Test func keepsItsDistance() throws {
    let smooth = try #require(SmoothPipeline(lambert93))
    func isSmooth(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> Bool {
      smooth.isSmooth(around: Box(minX: west, minY: south, maxX: east, maxY: north))
    }
    #expect(isSmooth(5, 43, 6, 44))
    #expect(isSmooth(-175.5, 43, -174.5, 44))
    // The cut at −177, its neighbourhood, the date line, poles, and boxes around the world.
    #expect(!isSmooth(-177.5, 43, -176.5, 44))
    #expect(!isSmooth(-176.5, 43, -175.5, 44))
    #expect(!isSmooth(179, 43, 180, 44))
    #expect(!isSmooth(180, 43, 181, 44))
    #expect(!isSmooth(5, 84, 6, 85))
    #expect(!isSmooth(5, -85, 6, -84))
    #expect(!isSmooth(-60, 0, 60, 1))
    #expect(!smooth.isSmooth(around: .empty))
    #expect(!isSmooth(.nan, 0, 1, 1))
  }
}
