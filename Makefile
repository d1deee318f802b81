# make site · serve · test · quick · lint · bench: each sets up what it needs. Needs Python 3.11 or later.

PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# A machine may call its Python 3.11 or later by another name.
ifeq ($(shell command -v $(PYTHON) 2>/dev/null),)
PYTHON := python3
endif

.PHONY: site serve test quick lint bench lock clean
.DELETE_ON_ERROR:

site: $(READY)
	$(BIN)/mkdocs build
	@echo
	@echo "网站在 site/ 里。运行 make serve，再用浏览器打开它给出的网址，就能看到。"

serve: $(READY)
	$(BIN)/mkdocs serve

test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto --dist worksteal

# No browser, no whole site, and a tenth of the examples that hypothesis makes up.
quick: $(READY)
	HYPOTHESIS_PROFILE=quick $(BIN)/pytest -n auto --dist worksteal -m 'not browser and not site'

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(READY)
	$(BIN)/pip install --quiet --editable ".[bench]"
	PATH="$(abspath $(BIN)):$$PATH" $(BIN)/python -m bench --out docs --extras

# The environment: exactly what requirements.lock names, each file checked against its hash.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "需要 Python 3.11 或更新的版本；可以写 make PYTHON=python3.12 site"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --require-hashes --only-binary :all: --requirement requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $(READY)

# Pin anew what pyproject.toml asks for.
lock:
	$(BIN)/pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --strip-extras --allow-unsafe --generate-hashes --no-header \
		--no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
		--extra site --extra dev --output-file requirements.lock pyproject.toml

clean:
	rm -rf site .site.* .campaignkit .pytest_cache .mypy_cache .ruff_cache
