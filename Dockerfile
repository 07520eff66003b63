# A small image of the program: built with Swift, packaged for Debian, installed without Swift.
#
#   docker build -t amp-geo .
#   docker run --rm --user "$(id -u):$(id -g)" -v "$PWD:/data" amp-geo run -o results
FROM swift:6.2-bookworm AS build
RUN apt-get update -q \
  && apt-get install -q -y --no-install-recommends make python3 dpkg-dev binutils xz-utils
WORKDIR /amp-geo
# What is to be installed changes seldom: the libraries stay in a layer of their own.
COPY scripts/setup scripts/setup
RUN scripts/setup
COPY . .
RUN scripts/deb /packages

FROM debian:bookworm-slim
# EXTRAS="gdal-bin" and the like add packages.
ARG EXTRAS=""
COPY --from=build /packages/*.deb /tmp/amp-geo.deb
RUN apt-get update -q \
  && apt-get install -q -y --no-install-recommends /tmp/amp-geo.deb fonts-dejavu-core ${EXTRAS} \
  && rm -rf /tmp/amp-geo.deb /var/lib/apt/lists/*
WORKDIR /data
USER 1000:1000
ENTRYPOINT ["amp-geo"]
CMD ["--help"]
