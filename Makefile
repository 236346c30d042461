# Daily habits. `make` lists them.

SWIFT_BUILD = swift build --explicit-target-dependency-import-check error
SWIFT_FILES = Package.swift Sources Tests $(wildcard Benchmarks/Package.swift Benchmarks/Sources)

.DEFAULT_GOAL := help
.PHONY: help build test run demo lint format bench wire soak clean

help: ## list what can be made
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

build: ## debug build of the program and its tests
	$(SWIFT_BUILD) --build-tests

test: ## all tests, as every change has to pass them (scripts/test)
	scripts/test

run: ## release build, then the main job; ARGS="…" go to `ocpplogs serve`
	scripts/run $(ARGS)

demo: ## the same with simulated charging stations
	scripts/run --demo $(ARGS)

lint: ## what the formatter would change
	swift format lint --strict --recursive $(SWIFT_FILES)

format: ## format all Swift files in place
	swift format format --in-place --recursive $(SWIFT_FILES)

bench: ## the figures of docs/benchmarks.md, release build
	cd Benchmarks && swift run -c release Benchmarks

wire: ## the figures on the wire beside nginx and haproxy, release build; ARGS="--quick" does less
	cd Benchmarks && swift run -c release Load $(ARGS)

soak: ## what takes longer than a test run: thread sanitizer, hundreds of kills, long fuzzing
	scripts/soak

clean: ## remove everything that was built, downloaded or drawn
	rm -rf .build .build-* .venv artifacts Benchmarks/.build
