// Package checks holds the chart to what its readers expect: Kubernetes' schemas, kstatus, Argo CD, Artifact Hub.
package checks

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	apiextensions "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/kubectl-validate/pkg/openapiclient"
	"sigs.k8s.io/kubectl-validate/pkg/validator"
	"sigs.k8s.io/yaml"
)

const (
	chart = "../esg-operator"
	// The newest of which kubectl-validate has the schemas; ChartIT asks a newer API server.
	schemas = "1.30"
)

// helm runs it without a cluster.
func helm(words ...string) (string, error) {
	command := exec.Command("helm", words...)
	var said, complaint bytes.Buffer
	command.Stdout, command.Stderr = &said, &complaint
	if err := command.Run(); err != nil {
		return "", fmt.Errorf("helm %s: %w: %s", strings.Join(words, " "), err, complaint.String())
	}
	return said.String(), nil
}

func rendered(t *testing.T, release, folder string, options ...string) []*unstructured.Unstructured {
	t.Helper()
	text, err := helm(append([]string{"template", "--kube-version=1.36.3", "--namespace=mail", release, folder}, options...)...)
	if err != nil {
		t.Fatal(err)
	}
	return objects(t, text)
}

func objects(t *testing.T, text string) []*unstructured.Unstructured {
	t.Helper()
	var found []*unstructured.Unstructured
	for _, document := range strings.Split("\n"+text, "\n---") {
		if one := object(t, document); one != nil {
			found = append(found, one)
		}
	}
	return found
}

// object reads a document, with whole numbers as Kubernetes has them; nil for an empty one.
func object(t *testing.T, document string) *unstructured.Unstructured {
	t.Helper()
	text, err := yaml.YAMLToJSON([]byte(document))
	if err != nil {
		t.Fatalf("%v in %s", err, document)
	}
	if string(text) == "null" {
		return nil
	}
	one := &unstructured.Unstructured{}
	if err := one.UnmarshalJSON(text); err != nil {
		t.Fatalf("%v in %s", err, document)
	}
	return one
}

// kubernetes holds an object to the schema of its kind, the CRD's rules included; unknown fields are faults.
func kubernetes(t *testing.T) func(*unstructured.Unstructured) error {
	t.Helper()
	client := openapiclient.NewComposite(
		openapiclient.NewLocalCRDFiles(os.DirFS("../../crds")),
		openapiclient.NewOverlay(openapiclient.HardcodedPatchLoader(schemas), openapiclient.NewHardcodedBuiltins(schemas)))
	schema, err := validator.New(client)
	if err != nil {
		t.Fatal(err)
	}
	return func(one *unstructured.Unstructured) error {
		text, err := yaml.Marshal(one.Object)
		if err != nil {
			return err
		}
		if one.GetKind() == "CustomResourceDefinition" { // its schema holds itself, which kubectl-validate cannot follow
			return yaml.UnmarshalStrict(text, &apiextensions.CustomResourceDefinition{})
		}
		_, parsed, err := schema.Parse(text)
		if err != nil {
			return err
		}
		return schema.Validate(parsed)
	}
}

// known says whether the kind is Kubernetes' or the chart's own.
func known(one *unstructured.Unstructured) bool {
	return one.GroupVersionKind().Group != "monitoring.coreos.com"
}

type set struct {
	Name   string         `json:"name"`
	Values map[string]any `json:"values"`
}

func TestEverySetOfValuesIsLintedAndFitsKubernetesSchemas(t *testing.T) {
	text, err := os.ReadFile("../value-sets.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var sets []set
	if err := yaml.UnmarshalStrict(text, &sets); err != nil {
		t.Fatal(err)
	}
	if len(sets) < 20 {
		t.Fatalf("%d sets of values; 20 are promised", len(sets))
	}
	fits := kubernetes(t)
	for _, one := range sets {
		t.Run(one.Name, func(t *testing.T) {
			values, _ := yaml.Marshal(one.Values)
			file := filepath.Join(t.TempDir(), "values.yaml")
			if err := os.WriteFile(file, values, 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := helm("lint", "--strict", "--quiet", "--kube-version=1.36.3", chart, "--values="+file); err != nil {
				t.Error(err)
			}
			for _, made := range rendered(t, "trial", chart, "--values="+file) {
				if err := fits(made); known(made) && err != nil {
					t.Errorf("%s %s: %v", made.GetKind(), made.GetName(), err)
				}
				labelled(t, made)
			}
		})
	}
}

// A schema that accepts all would accept these.
func TestWhatKubernetesDoesNotKnowIsRefused(t *testing.T) {
	fits := kubernetes(t)
	for _, bad := range []string{
		"apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: esg}\nspec: {replica: 1, selector: {}, template: {}}",
		"apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: esg}\nrules: [{verb: [get]}]",
		"apiVersion: esg-operator.io/v1alpha1\nkind: EsgInstance\nmetadata: {name: esg}\nspec: {podSelector: {}}",
	} {
		for _, one := range objects(t, bad) {
			if fits(one) == nil {
				t.Errorf("accepted: %s", bad)
			}
		}
	}
}

var standard = []string{
	"helm.sh/chart", "app.kubernetes.io/name", "app.kubernetes.io/instance", "app.kubernetes.io/version",
	"app.kubernetes.io/component", "app.kubernetes.io/part-of", "app.kubernetes.io/managed-by",
}

func labelled(t *testing.T, one *unstructured.Unstructured) {
	t.Helper()
	for _, label := range standard {
		if one.GetLabels()[label] == "" {
			t.Errorf("%s %s lacks the label %s", one.GetKind(), one.GetName(), label)
		}
	}
}

func TestNotesHoldAnInstanceThatFitsTheSchema(t *testing.T) {
	said := notes(t, "--set=watchNamespaces={mail}")
	_, rest, begun := strings.Cut(said, "<<'YAML'\n")
	text, _, ended := strings.Cut(rest, "\nYAML\n")
	if !begun || !ended {
		t.Fatalf("the notes hold no resource: %s", said)
	}
	instance := objects(t, text)[0]
	if err := kubernetes(t)(instance); err != nil {
		t.Error(err)
	}
	mode, _, _ := unstructured.NestedString(instance.Object, "spec", "policy", "enforcement")
	if instance.GetKind() != "EsgInstance" || instance.GetNamespace() != "mail" || mode != "Audit" {
		t.Errorf("no EsgInstance of the gateway's namespace in Audit mode: %s", text)
	}
}

// notes are the notes of an installation. Helm shows them only with a cluster: here they are a template of a copy of the chart.
func notes(t *testing.T, options ...string) string {
	t.Helper()
	folder := t.TempDir()
	if err := os.CopyFS(folder, os.DirFS(chart)); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(chart + "/templates/NOTES.txt")
	if err != nil {
		t.Fatal(err)
	}
	shown := `{{- define "notes" }}` + string(text) + "{{ end }}\n{apiVersion: v1, kind: Notes, text: {{ include \"notes\" . | toJson }}}\n"
	if err := os.WriteFile(folder+"/templates/shown.yaml", []byte(shown), 0o600); err != nil {
		t.Fatal(err)
	}
	made := rendered(t, "esg-operator", folder, append(options, "--show-only=templates/shown.yaml")...)
	said, _, _ := unstructured.NestedString(made[0].Object, "text")
	return said
}

func TestRolesAreAddedToKubernetesOwnAndWriteNoStatus(t *testing.T) {
	want := map[string]string{
		"view":  "get list watch",
		"edit":  "get list watch create update patch delete",
		"admin": "get list watch create update patch delete deletecollection",
	}
	for _, made := range rendered(t, "esg-operator", chart, "--show-only=templates/aggregated.yaml") {
		role := strings.TrimPrefix(made.GetName(), "esg-operator-")
		if made.GetLabels()["rbac.authorization.k8s.io/aggregate-to-"+role] != "true" {
			t.Errorf("%s is added to no role", made.GetName())
		}
		rules, _, _ := unstructured.NestedSlice(made.Object, "rules")
		if got := fmt.Sprint(rules[0].(map[string]any)["verbs"]); got != "["+want[role]+"]" {
			t.Errorf("%s: %s", role, got)
		}
		if got := fmt.Sprint(rules[1].(map[string]any)["resources"], rules[1].(map[string]any)["verbs"]); got != "[esginstances/status] [get]" || len(rules) != 2 {
			t.Errorf("%s: %s", role, got)
		}
		delete(want, role)
	}
	if len(want) > 0 {
		t.Errorf("no role for %v", want)
	}
}
