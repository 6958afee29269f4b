package main

import (
	"os/exec"
	"strings"
	"testing"
)

const folder = "../../helm/esg-operator"

func rendered(t *testing.T) string {
	t.Helper()
	text, err := exec.Command("helm", "template", "--kube-version=1.31.0", "--namespace=esg-operator", "esg-operator", folder).Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestTheBundlePassesOperatorHubsRules(t *testing.T) {
	if err := run(rendered(t), folder, t.TempDir()); err != nil {
		t.Error(err)
	}
}

func TestABundleWithoutItsKindIsRefused(t *testing.T) {
	lacking := strings.ReplaceAll(rendered(t), "kind: CustomResourceDefinition", "kind: Other")
	if err := run(lacking, folder, t.TempDir()); err == nil || !strings.Contains(err.Error(), "not found in bundle") {
		t.Errorf("a bundle without the CRD: %v", err)
	}
}

func TestABundleWithoutInstallModesOrAProviderIsRefused(t *testing.T) {
	to := t.TempDir()
	if err := run(rendered(t), folder, to); err != nil {
		t.Fatal(err)
	}
	file := to + "/manifests/esg-operator.clusterserviceversion.yaml"
	var csv object
	if err := read(file, &csv); err != nil {
		t.Fatal(err)
	}
	delete(csv["spec"].(object), "installModes")
	csv["spec"].(object)["provider"] = object{}
	if err := write(file, csv); err != nil {
		t.Fatal(err)
	}
	err := validate(to)
	for _, words := range []string{"install modes not found", "csv.Spec.Provider.Name"} {
		if err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("not refused for %q: %v", words, err)
		}
	}
}

func TestAChartWithoutADeploymentMakesNoBundle(t *testing.T) {
	err := run("kind: Other\nmetadata: {name: esg}", folder, t.TempDir())
	if err == nil || err.Error() != "the chart makes no Deployment esg-operator" {
		t.Error(err)
	}
}
