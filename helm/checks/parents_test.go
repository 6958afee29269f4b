package checks

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// parent copies a parent chart to where the operator's chart lies in its folder charts.
func parent(t *testing.T, name string) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), name)
	for from, to := range map[string]string{"../parents/" + name: folder, chart: folder + "/charts/esg-operator"} {
		if err := os.CopyFS(to, os.DirFS(from)); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// names gives kind and name of each object, without the CRD and what the kind shares its name with.
func names(made []*unstructured.Unstructured, kind string) []string {
	var found []string
	for _, one := range made {
		if one.GetKind() == kind {
			found = append(found, one.GetName())
		}
	}
	slices.Sort(found)
	return found
}

func TestAsAPartEveryObjectHasTheReleasesAndTheChartsName(t *testing.T) {
	folder := parent(t, "suite")
	fits := kubernetes(t)
	for release, name := range map[string]string{"mail": "mail-esg-operator", "esg-operator": "esg-operator", "my-esg-operator-2": "my-esg-operator-2", "a.b": "a-b-esg-operator"} {
		made := rendered(t, release, folder)
		for _, one := range made {
			if err := fits(one); err != nil {
				t.Errorf("%s %s: %v", one.GetKind(), one.GetName(), err)
			}
			if one.GetKind() != "CustomResourceDefinition" && one.GetName() != name && !strings.HasPrefix(one.GetName(), name+"-") {
				t.Errorf("release %s: %s %s", release, one.GetKind(), one.GetName())
			}
			labelled(t, one)
			if one.GetLabels()["team"] != "mail" || one.GetLabels()["app.kubernetes.io/instance"] != release {
				t.Errorf("labels of %s: %v", one.GetName(), one.GetLabels())
			}
		}
		if found := names(made, "Deployment"); !slices.Equal(found, []string{name}) {
			t.Errorf("release %s: Deployments %v", release, found)
		}
	}
}

func TestAParentsRegistryAndPullSecretsCount(t *testing.T) {
	for _, one := range rendered(t, "mail", parent(t, "suite")) {
		if one.GetKind() != "Deployment" {
			continue
		}
		pod, _, _ := unstructured.NestedMap(one.Object, "spec", "template", "spec")
		operator := pod["containers"].([]any)[0].(map[string]any)
		if operator["image"] != "mirror.example:5000/esg-operator:0.1.0" {
			t.Errorf("image %v", operator["image"])
		}
		var secrets []string
		for _, secret := range pod["imagePullSecrets"].([]any) {
			secrets = append(secrets, secret.(map[string]any)["name"].(string))
		}
		if !slices.Equal(secrets, []string{"mirror", "team"}) {
			t.Errorf("pull secrets %v", secrets)
		}
		return
	}
	t.Error("no Deployment")
}

func TestAParentsConditionLeavesAllOut(t *testing.T) {
	if made := rendered(t, "mail", parent(t, "suite"), "--set=esg-operator.enabled=false"); len(made) > 0 {
		t.Errorf("%d objects in spite of enabled=false", len(made))
	}
}

func TestTwoOperatorsOfOneParentShareNothing(t *testing.T) {
	made := rendered(t, "mail", parent(t, "platform"))
	if found := names(made, "Deployment"); !slices.Equal(found, []string{"mail-east", "western-gateways"}) {
		t.Errorf("Deployments %v", found)
	}
	seen := map[string]bool{}
	for _, one := range made {
		key := one.GetKind() + " " + one.GetNamespace() + "/" + one.GetName()
		if seen[key] {
			t.Errorf("twice: %s", key)
		}
		seen[key] = true
	}
	var pods []string
	for _, one := range made {
		if one.GetKind() == "Deployment" {
			labels, _, _ := unstructured.NestedStringMap(one.Object, "spec", "selector", "matchLabels")
			pods = append(pods, labels["app.kubernetes.io/name"])
		}
	}
	if slices.Sort(pods); !slices.Equal(pods, []string{"east", "west"}) {
		t.Errorf("selectors %v", pods)
	}
}
