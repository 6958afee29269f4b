// Writes a bundle for OLM from the chart's rendered objects on the standard input, and validates it as OperatorHub does.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/operator-framework/api/pkg/manifests"
	"github.com/operator-framework/api/pkg/validation"
	"sigs.k8s.io/yaml"
)

type object = map[string]any

type chart struct {
	Name        string            `json:"name"`
	Description string            `json:"description"`
	AppVersion  string            `json:"appVersion"`
	KubeVersion string            `json:"kubeVersion"`
	Home        string            `json:"home"`
	Icon        string            `json:"icon"`
	Keywords    []string          `json:"keywords"`
	Annotations map[string]string `json:"annotations"`
}

// Of what is not stable yet.
const channel = "preview"

var metadata = object{"annotations": object{
	"operators.operatorframework.io.bundle.mediatype.v1":       "registry+v1",
	"operators.operatorframework.io.bundle.manifests.v1":       "manifests/",
	"operators.operatorframework.io.bundle.metadata.v1":        "metadata/",
	"operators.operatorframework.io.bundle.package.v1":         "esg-operator",
	"operators.operatorframework.io.bundle.channels.v1":        channel,
	"operators.operatorframework.io.bundle.channel.default.v1": channel,
}}

func main() {
	text, err := io.ReadAll(os.Stdin)
	if err == nil {
		err = run(string(text), os.Args[1], os.Args[2])
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bundle:", err)
		os.Exit(1)
	}
}

// run makes a bundle of the objects that the chart in the folder has rendered.
func run(rendered, folder, to string) error {
	var about chart
	if err := read(filepath.Join(folder, "Chart.yaml"), &about); err != nil {
		return err
	}
	made, err := objects(rendered)
	if err != nil {
		return err
	}
	version, err := csv(about, made)
	if err != nil {
		return err
	}
	files := map[string]object{
		"manifests/esg-operator.clusterserviceversion.yaml": version,
		"metadata/annotations.yaml":                         metadata,
	}
	for _, one := range made {
		switch {
		case one["kind"] == "CustomResourceDefinition":
			files["manifests/"+name(one)+".crd.yaml"] = one
		case one["kind"] == "ClusterRole" && name(one) != "esg-operator":
			files["manifests/"+name(one)+".clusterrole.yaml"] = one
		}
	}
	for file, content := range files {
		if err := write(filepath.Join(to, file), content); err != nil {
			return err
		}
	}
	return validate(to)
}

// csv holds what OLM installs by itself: the Deployment, and the permissions of its account.
func csv(about chart, made []object) (object, error) {
	deployment, err := one(made, "Deployment", "esg-operator")
	if err != nil {
		return nil, err
	}
	cluster, err := one(made, "ClusterRole", "esg-operator")
	if err != nil {
		return nil, err
	}
	own, err := one(made, "Role", "esg-operator")
	if err != nil {
		return nil, err
	}
	var examples []object
	if err := yaml.Unmarshal([]byte(about.Annotations["artifacthub.io/crdsExamples"]), &examples); err != nil {
		return nil, err
	}
	example, err := json.Marshal(examples)
	if err != nil {
		return nil, err
	}
	var kinds, images []struct{ Kind, Version, Name, DisplayName, Description, Image string }
	if err := yaml.Unmarshal([]byte(about.Annotations["artifacthub.io/crds"]), &kinds); err != nil {
		return nil, err
	}
	if err := yaml.Unmarshal([]byte(about.Annotations["artifacthub.io/images"]), &images); err != nil {
		return nil, err
	}
	var owned []object
	for _, kind := range kinds {
		owned = append(owned, object{"kind": kind.Kind, "version": kind.Version, "name": kind.Name, "displayName": kind.DisplayName, "description": kind.Description})
	}
	kind, picture, _ := strings.Cut(strings.TrimPrefix(about.Icon, "data:"), ";base64,")
	permissions := func(role object) []object {
		return []object{{"serviceAccountName": "esg-operator", "rules": role["rules"]}}
	}
	return object{
		"apiVersion": "operators.coreos.com/v1alpha1",
		"kind":       "ClusterServiceVersion",
		"metadata": object{
			"name":      "esg-operator.v" + about.AppVersion,
			"namespace": "placeholder",
			"annotations": object{
				"alm-examples":   string(example),
				"capabilities":   about.Annotations["artifacthub.io/operatorCapabilities"],
				"categories":     "Networking, Security",
				"containerImage": images[0].Image,
				"description":    about.Description,
			},
			"labels": object{"operatorframework.io/os.linux": "supported", "operatorframework.io/arch.amd64": "supported", "operatorframework.io/arch.arm64": "supported"},
		},
		"spec": object{
			"displayName":    "Email security gateway operator",
			"description":    about.Description,
			"version":        about.AppVersion,
			"minKubeVersion": strings.TrimSuffix(strings.TrimPrefix(about.KubeVersion, ">="), "-0"),
			"maturity":       "alpha",
			"keywords":       about.Keywords,
			"provider":       object{"name": about.Name, "url": about.Home},
			"maintainers":    []object{{"name": about.Name, "email": "maintainers@" + strings.TrimPrefix(about.Home, "https://")}},
			"links":          []object{{"name": "Documentation", "url": about.Home}},
			"icon":           []object{{"base64data": picture, "mediatype": kind}},
			"relatedImages":  []object{{"name": about.Name, "image": images[0].Image}},
			"installModes": []object{
				{"type": "OwnNamespace", "supported": false},
				{"type": "SingleNamespace", "supported": false},
				{"type": "MultiNamespace", "supported": false},
				{"type": "AllNamespaces", "supported": true},
			},
			"customresourcedefinitions": object{"owned": owned},
			"install": object{
				"strategy": "deployment",
				"spec": object{
					"deployments":        []object{{"name": name(deployment), "spec": deployment["spec"]}},
					"permissions":        permissions(own),
					"clusterPermissions": permissions(cluster),
				},
			},
		},
	}, nil
}

func validate(folder string) error {
	bundle, err := manifests.GetBundleFromDir(folder)
	if err != nil {
		return err
	}
	var faults []string
	results := validation.DefaultBundleValidators.Validate(bundle.ObjectsToValidate()...)
	results = append(results, validation.OperatorHubValidator.Validate(bundle)...)
	results = append(results, validation.ObjectValidator.Validate(bundle.ObjectsToValidate()...)...)
	for _, result := range results {
		for _, one := range append(result.Errors, result.Warnings...) {
			faults = append(faults, one.Error())
		}
	}
	if len(results) == 0 || len(faults) > 0 {
		return fmt.Errorf("%d results, and these faults: %s", len(results), strings.Join(faults, "; "))
	}
	return nil
}

func objects(text string) (made []object, err error) {
	for _, document := range strings.Split("\n"+text, "\n---") {
		var one object
		if err := yaml.Unmarshal([]byte(document), &one); err != nil {
			return nil, err
		}
		if len(one) > 0 {
			made = append(made, one)
		}
	}
	return made, nil
}

func one(made []object, kind, called string) (object, error) {
	for _, one := range made {
		if one["kind"] == kind && name(one) == called {
			return one, nil
		}
	}
	return nil, fmt.Errorf("the chart makes no %s %s", kind, called)
}

func name(of object) string { return of["metadata"].(object)["name"].(string) }

func read(file string, into any) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	return yaml.Unmarshal(text, into)
}

func write(file string, content object) error {
	text, err := yaml.Marshal(content)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, text, 0o644)
}
