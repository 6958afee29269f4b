# Everything a contributor does. Each target sets up what it needs.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DEFAULT_GOAL := help
LAB := config/lab/lab
IMAGE ?= esg-operator:dev
export IMAGE
PACKAGES ?= io.esgoperator.model.*,io.esgoperator.gateway.*,io.esgoperator.policy.*,io.esgoperator.netpol.*,io.esgoperator.audit.*,io.esgoperator.diagnose.*,io.esgoperator.identity.*,io.esgoperator.probe.message.*,io.esgoperator.probe.names.*,io.esgoperator.status.*,io.esgoperator.manifest.*,io.esgoperator.live.*,io.esgoperator.reading.*,io.esgoperator.resolve.*

.PHONY: help demo check test test-all unit lab-up lab-down image plugin packages reproducible advisories bench bench-scale bench-audit soak soundness hostile mutants generate picture oracle oracle-yaml schemas verdicts format bench-memory docs release-rehearsal calico cilium

help: ## lists the targets
	@awk -F':.*## ' '/^[a-z-]+:.*## / { printf "%-17s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## runs the main job in the lab: apply, break a path, read the status, mend it
	@config/lab/demo

check: ## format, unit tests, architecture, golden files and chart, without a lab: for each commit, in three minutes
	@$(LAB) prerequisites
	@$(LAB) binaries
	@config/check

test: ## all tests: pure, protocol and end to end in the lab
	@config/lab/with-lab config/test

test-all: ## make test with more tries and time for random and slow tests, then soak, soundness, hostile and a rehearsed release
	@LONG=1 config/lab/with-lab config/test
	@config/lab/with-lab config/lab/soak
	@config/lab/with-lab config/lab/soundness
	@config/lab/with-lab config/lab/hostile
	@config/lab/with-lab config/release/rehearse

unit: ## only the tests that need no lab
	@$(LAB) prerequisites
	@mvn -B -q verify -DskipITs

lab-up: ## starts the lab: engine, firewall, internet
	@$(LAB) up

lab-down: ## stops the lab and leaves nothing behind
	@$(LAB) down

calico: ## builds the lab's node with Calico as its policy engine
	@config/lab/with-lab $(LAB) calico

cilium: ## builds the lab's node with Cilium as its policy engine
	@config/lab/with-lab $(LAB) cilium

image: ## builds the operator's image into the engine of DOCKER_HOST, or the lab's
	@config/lab/with-lab config/image/build-image

plugin: ## packs kubectl's plugin for Linux in target/plugin, and has krew install it
	@mvn -B -ntp -q package -DskipTests
	@config/kubectl/package
	@config/kubectl/check

release-rehearsal: ## a release from build to signature against a registry on loopback, and a look at what a user would get
	@config/lab/with-lab config/release/rehearse

packages: ## pins the Debian packages of the image's base at what apt's archive has today
	@config/image/pin-packages

reproducible: ## builds jar and image twice, in two folders, and compares their digests
	@config/lab/with-lab config/image/reproducible

advisories: ## what a local copy of OSV's database (OSV=folder) has against the image's parts
	@config/lab/with-lab config/image/advisories

bench: ## measures start, probe, memory and image, and prints the figures
	@config/lab/with-lab config/lab/bench

bench-scale: ## measures 10, 100 and 1,000 instances (INSTANCES), and prints how the figures grow
	@config/lab/with-lab config/lab/bench-scale

bench-audit: ## measures the static evaluator by JMH in clusters of 1,000 and 10,000 pods
	@mvn -B -q test-compile dependency:build-classpath -DincludeScope=test -Dmdep.outputFile=target/bench.classpath
	@java -cp "operator/target/test-classes:operator/target/classes:$$(cat operator/target/bench.classpath)" org.openjdk.jmh.Main AuditBenchmark -foe true

bench-memory: ## measures the operator beside 10,000 Services and 100,000 pods in an API server (SERVICES, PODS)
	@$(LAB) binaries
	@mvn -B -q test-compile dependency:build-classpath -DincludeScope=test -Dmdep.outputFile=target/bench.classpath
	@config/lab/bench-memory

soak: ## 200 rounds of probes on busy cores, and their tally
	@config/lab/with-lab config/lab/soak

soundness: ## 300 random worlds of policies: the evaluator's verdicts beside the network's
	@config/lab/with-lab config/lab/soundness

hostile: ## an hour (MINUTES) of a hostile tenant, peer and pod beside three honest instances
	@config/lab/with-lab config/lab/hostile

mutants: ## PIT on pure packages (PACKAGES, such as io.esgoperator.policy.*): which faults no test notices
	@mvn -B -q test-compile
	@mvn -B -pl operator pitest:mutationCoverage -DtargetClasses="$(PACKAGES)" -DtargetTests="$(if $(TESTS),$(TESTS),io.esgoperator.*)"

generate: ## writes the CRDs, golden files, the reference in docs/, config/ and the chart's README anew from code and chart
	@mvn -B -q test -DargLine=-Dupdate-golden=true -Dtest=CrdTest -Dsurefire.failIfNoSpecifiedTests=false # render reads the CRD that the build copies
	@mvn -B -q test -DargLine=-Dupdate-golden=true -Dtest='NetworkPoliciesTest,CiliumNetworkPoliciesTest,ClusterResolverTest,StatusBuilderTest,ProgressTest,StatusCommandTest,CheckCommandTest,PeersBehindServicesTest,RenderCommandTest,PagesTest,ReferenceTest' -Dsurefire.failIfNoSpecifiedTests=false
	@$(LAB) binaries
	@source <($(LAB) env)
	@config/render
	@helm/readme ../esg-operator/README.md

picture: ## takes the pictures of the page in docs/ anew, in a headless Chromium
	@$(LAB) prerequisites
	@mvn -B -q test-compile dependency:build-classpath -DincludeScope=test -Dmdep.outputFile=target/test.classpath
	@cd operator
	@java -cp "target/test-classes:target/classes:$$(cat target/test.classpath)" io.esgoperator.observe.page.Pictures ../docs

docs: ## builds docs/ as a site in target/site, and fails when a link leads nowhere
	@$(LAB) prerequisites
	@config/docs/build

schemas: ## writes the schemas that check holds objects to anew; needs the lab's KUBECONFIG
	@config/schemas/generate

verdicts: ## asks the lab's API server anew what ServerVerdictTest compares with
	@config/lab/with-lab config/schemas/record

oracle: ## asks cyclonus' simulator and others' test suites anew, and says how far the evaluator agrees; needs Go
	@config/oracle/record
	@config/oracle/suites/record
	@mvn -B -ntp -q test -Dtest=OracleTest,SuitesTest -Dsurefire.failIfNoSpecifiedTests=false | grep -E ': agree|ERROR|Expected'

oracle-yaml: ## asks kubectl's reader of YAML anew what KubectlYamlTest compares with; needs Go
	@mvn -B -q test-compile
	@config/yaml/record

format: ## formats the code
	@mvn -B -q spotless:apply
