# Each target is a thin call of scripts/bootstrap.py, which also runs without make.
PYTHON ?= python3
ARGS ?=
BOOTSTRAP := $(PYTHON) scripts/bootstrap.py

.DEFAULT_GOAL := help
.PHONY: help run install test check bench lock

help: ## Show this list
	@echo 'make TARGET [ARGS="..."] [PYTHON=python3.12]'
	@sed -n 's/^\([a-z]*\): ## /  \1\t/p' Makefile

run: ## Start LayerLab, after setting it up if needed: make run ARGS="train --json"
	@$(BOOTSTRAP) run $(ARGS)

install: ## Set up only
	@$(BOOTSTRAP) install $(ARGS)

test: ## Run the tests: make test ARGS="-k bootstrap"
	@$(BOOTSTRAP) test $(ARGS)

check: ## Run the linter, the type checker and the import rules
	@$(BOOTSTRAP) check

bench: ## Measure beside PyTorch, JAX and others: make bench ARGS="--quick"
	@$(BOOTSTRAP) bench $(ARGS)

lock: ## Write the lock files anew: make lock ARGS=--upgrade
	@$(BOOTSTRAP) lock $(ARGS)
