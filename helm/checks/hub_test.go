package checks

import (
	"encoding/base64"
	"encoding/xml"
	"os"
	"slices"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/yaml"
)

type chartFile struct {
	AppVersion  string            `json:"appVersion"`
	Home        string            `json:"home"`
	Sources     []string          `json:"sources"`
	Icon        string            `json:"icon"`
	Annotations map[string]string `json:"annotations"`
}

func metadata(t *testing.T) chartFile {
	t.Helper()
	text, err := os.ReadFile(chart + "/Chart.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var read chartFile
	if err := yaml.Unmarshal(text, &read); err != nil {
		t.Fatal(err)
	}
	return read
}

func annotation[T any](t *testing.T, name string) []T {
	t.Helper()
	var read []T
	if err := yaml.UnmarshalStrict([]byte(metadata(t).Annotations["artifacthub.io/"+name]), &read); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if len(read) == 0 {
		t.Fatalf("artifacthub.io/%s is empty", name)
	}
	return read
}

func TestTheIconIsTheCommittedPicture(t *testing.T) {
	picture, err := os.ReadFile(chart + "/icon.svg")
	if err != nil {
		t.Fatal(err)
	}
	if metadata(t).Icon != "data:image/svg+xml;base64,"+base64.StdEncoding.EncodeToString(picture) {
		t.Error("Chart.yaml's icon is not icon.svg: base64 -w0 icon.svg")
	}
	var svg struct {
		XMLName xml.Name `xml:"http://www.w3.org/2000/svg svg"`
	}
	if err := xml.Unmarshal(picture, &svg); err != nil {
		t.Error(err)
	}
}

func TestExamplesOfTheHubFitTheSchemaAndWriteNoPolicy(t *testing.T) {
	fits := kubernetes(t)
	for _, example := range annotation[map[string]any](t, "crdsExamples") {
		one := &unstructured.Unstructured{Object: example}
		if err := fits(one); err != nil {
			t.Error(err)
		}
		if mode, _, _ := unstructured.NestedString(example, "spec", "policy", "enforcement"); mode != "Audit" {
			t.Errorf("the example's enforcement is %q: a first step is Audit", mode)
		}
	}
}

func TestTheHubsListOfKindsIsTheCharts(t *testing.T) {
	type kind struct{ Kind, Version, Name, DisplayName, Description string }
	said := annotation[kind](t, "crds")
	var made []string
	for _, one := range rendered(t, "esg-operator", chart, "--show-only=templates/crd.yaml") {
		made = append(made, one.GetName())
	}
	if len(said) != 1 || !slices.Contains(made, said[0].Name) || said[0].DisplayName == "" || said[0].Description == "" {
		t.Errorf("%v, where the chart makes %v", said, made)
	}
}

func TestTheHubsImageIsTheCharts(t *testing.T) {
	type image struct {
		Name, Image string
		Platforms   []string
	}
	said := annotation[image](t, "images")[0]
	for _, one := range rendered(t, "esg-operator", chart, "--show-only=templates/deployment.yaml") {
		containers, _, _ := unstructured.NestedSlice(one.Object, "spec", "template", "spec", "containers")
		if got := containers[0].(map[string]any)["image"]; got != said.Image {
			t.Errorf("%s, where the chart's image is %v", said.Image, got)
		}
	}
}

func TestChangesHaveAKindThatTheHubKnows(t *testing.T) {
	type change struct{ Kind, Description string }
	for _, one := range annotation[change](t, "changes") {
		if !slices.Contains([]string{"added", "changed", "deprecated", "removed", "fixed", "security"}, one.Kind) || one.Description == "" {
			t.Errorf("%v", one)
		}
	}
}

func TestHomeSourcesAndLicenceAreThere(t *testing.T) {
	read := metadata(t)
	if read.Home == "" || len(read.Sources) == 0 || read.Annotations["artifacthub.io/license"] != "Apache-2.0" {
		t.Errorf("home %q, sources %v, license %q", read.Home, read.Sources, read.Annotations["artifacthub.io/license"])
	}
	type link struct{ Name, URL string }
	annotation[link](t, "links")
}
