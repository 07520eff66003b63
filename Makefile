# Every command that a contributor needs. `make` lists them.
PREFIX ?= /usr/local
OUTPUT ?= amp-geo-output
BIG ?= 60

.DEFAULT_GOAL := help
.PHONY: help setup run build server test test-big lint format docs golden sanitize fuzz bench install \
  uninstall deb clean

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1 \2/p' $(MAKEFILE_LIST) \
	  | awk '{ printf "  make %-10s", $$2; $$1 = $$2 = ""; print $$0 }'

setup: ## Install the system libraries that are missing (Debian, Ubuntu)
	@scripts/setup

build: setup ## Build the release binary
	swift build -c release --product amp-geo

server: setup ## Build the web server of amp-geo serve, and put it beside the program
	scripts/build-server

run: build ## Run the main job into OUTPUT=amp-geo-output
	"$$(swift build -c release --show-bin-path)/amp-geo" run -o "$(OUTPUT)"

test: build ## Run all tests; those that start the program start the release binary
	AMP_GEO_PROGRAM="$$(swift build -c release --show-bin-path)/amp-geo" \
	  swift test --disable-xctest

test-big: build ## Run the tests of large files, of BIG=60 megabytes, with the release binary
	AMP_GEO_BIG_MEGABYTES=$(BIG) \
	  AMP_GEO_PROGRAM="$$(swift build -c release --show-bin-path)/amp-geo" \
	  swift test --disable-xctest --filter BigFileTests

lint: ## Check the form of Swift, shell and Python, the data's checksums, citations, links
	scripts/lint

format: ## Format the Swift files in place
	swift format --in-place --recursive Sources Tests Package.swift GeoData

docs: setup ## Make the documentation of the libraries in .build/documentation, and check it
	scripts/docs

golden: setup ## Write the golden files anew from the real binary
	UPDATE_GOLDEN=1 swift test --disable-xctest --filter Golden

sanitize: setup ## Run the tests of Geo and Planning under the address and thread sanitizers
	scripts/sanitize

fuzz: setup ## Give the readers made-up input for FUZZ_SECONDS=60, under the address sanitizer
	scripts/fuzz

bench: build ## Compare with the peers, side by side; BENCH='--quick' or '--only CASE'
	python3 Benchmarks/run.py $(BENCH)

install: build server ## Install program, server, data, man pages, completions under PREFIX=/usr/local
	scripts/install "$(PREFIX)"

uninstall: ## Remove what install put under PREFIX=/usr/local
	scripts/uninstall "$(PREFIX)"

deb: setup ## Make a Debian package in .build/packages; scripts/try-deb tries it in a clean root
	scripts/deb

clean: ## Remove everything that was built
	rm -rf .build .build-asan .build-deb .build-fuzz .build-tsan "$(OUTPUT)"
