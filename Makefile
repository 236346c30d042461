# Daily habits. `make` lists them.

SWIFT_BUILD = swift build --explicit-target-dependency-import-check error
SWIFT_FILES = Package.swift Sources Tests $(wildcard Benchmarks/Package.swift Benchmarks/Sources) \
	$(wildcard Fuzzing/Package.swift Fuzzing/Sources/Fuzz/Main.swift)

.DEFAULT_GOAL := help
.PHONY: help build test run demo lint format bench bench-api bench-pages bench-store wire fuzz soak clean

help: ## list what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

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

bench-api: ## the API at 500 requests a second beside nginx; ARGS="DATA --seconds 10"
	scripts/bench-api $(ARGS)

bench-pages: ## the pages over a million entries in Chromium; ARGS="DATA" for a log of yours
	scripts/bench-pages $(ARGS)

bench-store: ## the store beside ClickHouse, SQLite, PostgreSQL and ripgrep; ARGS="--entries 200000" does less
	scripts/bench-store $(ARGS)

wire: ## the figures on the wire beside nginx and haproxy, release build; ARGS="--quick" does less
	cd Benchmarks && swift run -c release Load $(ARGS)

fuzz: ## feed the readers with inputs that seek new code; ARGS="--seconds 600" or "--runs 10000000 redactor"
	scripts/fuzz $(ARGS)

soak: ## what takes hours: kills, power cuts, ten million fuzzed inputs, address and thread sanitizer; ARGS="address" for one step
	scripts/soak $(ARGS)

clean: ## remove everything that was built, downloaded or drawn
	rm -rf .build .build-* .venv artifacts Benchmarks/.build
