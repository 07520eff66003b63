import Foundation
import TestSupport
import Testing

/// What the shells offer at the tabulator key.
@Suite struct CompletionTests {
  /// Values that name no file, though the word is in their name: `--of` takes the name of a layer.
  private static let namesOfNoFile = ["zone|land|layer"]

  private static func namesFile(_ argument: CommandTree.Argument) -> Bool {
    guard !namesOfNoFile.contains(argument.valueName) else { return false }
    return argument.kind == "positional" || ["file", "folder"].contains(argument.valueName)
      || argument.valueName.contains("layer")
  }

  @Test func everyValueThatNamesAFileCompletes() throws {
    var found = 0
    for command in try CommandTree.all() {
      for argument in command.arguments where Self.namesFile(argument) {
        found += 1
        let place = "\(command.path.joined(separator: " ")) \(argument.title)"
        #expect(["file", "directory"].contains(argument.completion), "\(place)")
      }
    }
    #expect(found > 50)
  }

  /// A folder with one file of each sort, and the script of a shell.
  private func folder(_ shell: String) throws -> Scratch {
    let folder = try Scratch()
    for name in ["zones.geojson", "zo plan.yaml", "zones.txt", "sub/zoo.gpkg"] {
      try folder.write(name, "")
    }
    let script = try AmpGeoProcess.run(["--generate-completion-script", shell], in: folder)
    script.expectSuccess()
    #expect(!script.output.contains("embedded-layer"), "the mark must be gone")
    try folder.write("script", script.output)
    return folder
  }

  /// What bash offers for the last of the words.
  private func offeredByBash(_ words: String) throws -> [String] {
    let result = try AmpGeoProcess.shell(
      """
      source ./script
      offer() {
        COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
        _amp-geo amp-geo "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
        printf '%s\\n' "${COMPREPLY[@]}"
      }
      offer amp-geo \(words)
      """, in: folder("bash"))
    #expect(result.errors.isEmpty, "\(result.errors)")
    return result.output.split(separator: "\n").map(String.init).sorted()
  }

  @Test(arguments: [
    ("map zo", ["zones.geojson"]),
    ("map sub/z", ["sub/zoo.gpkg"]),
    ("coverage --zones zo", ["zones.geojson"]),
    ("coverage --layer por", ["port"]),
    ("convert zones.geojson zo", ["zones.geojson"]),
    ("run zo", ["zo plan.yaml"]),
    ("run -o s", ["sub"]),
    ("check zo", ["zo plan.yaml", "zones.geojson", "zones.txt"]),
    ("network build x.osm -o sub/", ["sub/zoo.gpkg"]),
    ("layers --format j", ["json"]),
    ("convert --csv e", ["excel-fr"]),
    ("iso", ["isochrones"]),
    ("site --cand", ["--candidate-id", "--candidates"]),
  ])
  func bashOffers(_ words: String, _ expected: [String]) throws {
    #expect(try offeredByBash(words) == expected)
  }

  /// After `park=` bash completes by itself, when it is allowed to.
  @Test func bashFallsBackToFileNames() throws {
    let folder = try folder("bash")
    let result = try AmpGeoProcess.shell("source ./script; complete -p amp-geo", in: folder)
    #expect(result.output.contains("-o bashdefault -o default"))
  }

  @Test(
    .enabled(if: Tools.has("fish"), "needs fish"),
    arguments: [
      ("map sub/z", "sub/zoo.gpkg"), ("coverage --zones zo", "zones.geojson"),
      ("coverage --layer a=zo", "a=zones.geojson"), ("coverage --layer por", "port"),
      ("run -o s", "sub/"),
    ])
  func fishOffers(_ words: String, _ expected: String) throws {
    let folder = try folder("fish")
    let fish = try #require(Tools.path(of: "fish"))
    let result = try AmpGeoProcess.run(
      program: fish,
      ["--no-config", "-c", "source ./script; complete -C 'amp-geo \(words)'"], in: folder.path,
      environment: ["HOME": folder.path])
    let offered = result.output.split(separator: "\n").map { line in
      String(line.prefix { $0 != "\t" })
    }
    #expect(offered.contains(expected), "\(result.output)\(result.errors)")
  }

  /// zsh in a terminal of its own, that of its module zpty.
  @Test(
    .enabled(if: Tools.has("zsh"), "needs zsh"),
    arguments: [
      ("map zon", "map zones.geojson"), ("coverage --zones zon", "coverage --zones zones.geojson"),
      ("coverage --layer a=zon", "coverage --layer a=zones.geojson"),
      ("coverage --layer por", "coverage --layer port"), ("map sub/z", "map sub/zoo.gpkg"),
      ("run -o s", "run -o sub/"),
    ])
  func zshCompletes(_ words: String, _ expected: String) throws {
    let folder = try folder("zsh")
    try folder.write("functions/_amp-geo", Files.text("script", in: folder))
    try folder.write(
      "driver",
      """
      zmodload zsh/zpty
      zpty shell zsh -f -i
      zpty -w shell 'PS1= PROMPT= RPROMPT=; unsetopt zle_bracketed_paste beep'
      zpty -w shell 'fpath=($PWD/functions $fpath); autoload -Uz compinit; compinit -D -u'
      zpty -w shell 'show() { zle -R; print -r -- "<<$BUFFER>>"; BUFFER=""; zle accept-line }'
      zpty -w shell 'zle -N show; bindkey "^X" show; print ready'
      zpty -r -m shell line '*ready*ready*'
      zpty -w -n shell $'amp-geo \(words)\\t\\x18'
      zpty -r -m shell line '*<<*>>*'
      print -r -- $line
      zpty -d shell
      """)
    let result = try AmpGeoProcess.run(
      program: try #require(Tools.path(of: "zsh")), ["-f", "driver"], in: folder.path,
      environment: ["HOME": folder.path, "TERM": "dumb"])
    let completed = result.output.firstMatch(of: #/<<(.*?)\s*>>/#)?.output.1
    #expect(completed == "amp-geo \(expected)", "\(result.output)\(result.errors)")
  }
}
