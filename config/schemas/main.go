// Command schemas prints the schemas of the kinds that check reads, without their descriptions: of Kubernetes' own
// kinds from its OpenAPI document, of custom kinds from their CRDs.
//
//	schemas OPENAPI.json CRD.yaml...
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strings"

	"sigs.k8s.io/yaml"
)

type schema = map[string]any

// Kubernetes' own kinds that concern connections.
var kinds = []string{
	"io.k8s.api.networking.v1.NetworkPolicy",
	"io.k8s.api.core.v1.Namespace",
	"io.k8s.api.core.v1.Node",
	"io.k8s.api.core.v1.Pod",
	"io.k8s.api.core.v1.ReplicationController",
	"io.k8s.api.core.v1.Service",
	"io.k8s.api.apps.v1.DaemonSet",
	"io.k8s.api.apps.v1.Deployment",
	"io.k8s.api.apps.v1.ReplicaSet",
	"io.k8s.api.apps.v1.StatefulSet",
	"io.k8s.api.batch.v1.CronJob",
	"io.k8s.api.batch.v1.Job",
}

// What judges nothing. A status is written by controllers, whose version may be another one.
var silent = []string{"description", "title", "example", "externalDocs", "x-kubernetes-list-map-keys",
	"x-kubernetes-map-type", "x-kubernetes-patch-strategy", "x-kubernetes-patch-merge-key", "x-kubernetes-unions",
	"x-kubernetes-group-version-kind", "x-kubernetes-selectable-fields"}

// What the schema language cannot say: a quantity is a number too, and these fields are an object of any fields.
var free = map[string]bool{
	"io.k8s.apimachinery.pkg.api.resource.Quantity": true,
	"io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1": true,
	"io.k8s.apimachinery.pkg.runtime.RawExtension":  true,
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "schemas:", err)
		os.Exit(1)
	}
}

func run(files []string) error {
	if len(files) == 0 {
		return fmt.Errorf("write the OpenAPI document, then CRDs")
	}
	roots, definitions := map[string]string{}, map[string]any{}
	if err := builtIn(files[0], roots, definitions); err != nil {
		return err
	}
	for _, file := range files[1:] {
		if err := custom(file, roots, definitions); err != nil {
			return err
		}
	}
	return print(roots, definitions)
}

func builtIn(file string, roots map[string]string, into map[string]any) error {
	var document struct {
		Definitions map[string]schema `json:"definitions"`
	}
	if err := read(file, &document); err != nil {
		return err
	}
	for _, name := range kinds {
		definition, found := document.Definitions[name]
		if !found {
			return fmt.Errorf("%s has no %s", file, name)
		}
		of := definition["x-kubernetes-group-version-kind"].([]any)[0].(schema)
		roots[strings.TrimPrefix(fmt.Sprintf("%s/%s %s", of["group"], of["version"], of["kind"]), "/")] = name
		reach(name, document.Definitions, into)
	}
	return nil
}

// reach adds a definition, and all that it refers to.
func reach(name string, from map[string]schema, into map[string]any) {
	if _, done := into[name]; done {
		return
	}
	definition := from[name]
	if free[name] {
		definition = schema{}
	}
	if name == "io.k8s.apimachinery.pkg.util.intstr.IntOrString" {
		definition = schema{"x-kubernetes-int-or-string": true}
	}
	if properties, ok := definition["properties"].(schema); ok {
		if _, ok := properties["status"]; ok {
			properties["status"] = schema{}
		}
	}
	into[name] = lenient(quiet(definition))
	for _, other := range references(into[name]) {
		reach(other, from, into)
	}
}

// lenient takes the built-in kinds as their server does: an optional word may be empty, and an entry of a list may come twice.
func lenient(definition any) any {
	properties, _ := definition.(schema)["properties"].(schema)
	required, _ := definition.(schema)["required"].([]any)
	for name, property := range properties {
		field := property.(schema)
		delete(field, "x-kubernetes-list-type")
		if words, ok := field["enum"].([]any); ok && !contains(texts(required), name) {
			field["enum"] = append([]any{""}, words...)
		}
	}
	return definition
}

func texts(list []any) []string {
	all := make([]string, 0, len(list))
	for _, one := range list {
		all = append(all, one.(string))
	}
	return all
}

func custom(file string, roots map[string]string, into map[string]any) error {
	var crd struct {
		Spec struct {
			Group    string `json:"group"`
			Names    struct{ Kind string }
			Versions []struct {
				Name   string
				Schema struct {
					OpenAPIV3Schema schema `json:"openAPIV3Schema"`
				}
			}
		}
	}
	if err := read(file, &crd); err != nil {
		return err
	}
	for _, version := range crd.Spec.Versions {
		kind := fmt.Sprintf("%s/%s %s", crd.Spec.Group, version.Name, crd.Spec.Names.Kind)
		root := version.Schema.OpenAPIV3Schema
		properties := root["properties"].(schema)
		properties["metadata"] = schema{"$ref": "#/definitions/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"}
		properties["status"] = schema{}
		roots[kind] = kind
		into[kind] = quiet(root)
	}
	return nil
}

func quiet(value any) any {
	switch part := value.(type) {
	case schema:
		kept := schema{}
		for name, of := range part {
			if name == "properties" {
				fields := schema{}
				for field, its := range of.(schema) {
					fields[field] = quiet(its)
				}
				kept[name] = fields
			} else if !contains(silent, name) {
				kept[name] = quiet(of)
			}
		}
		return kept
	case []any:
		for index := range part {
			part[index] = quiet(part[index])
		}
	}
	return value
}

func contains(all []string, one string) bool {
	for _, other := range all {
		if other == one {
			return true
		}
	}
	return false
}

func references(value any) []string {
	var found []string
	switch part := value.(type) {
	case schema:
		for name, of := range part {
			if text, ok := of.(string); ok && name == "$ref" {
				found = append(found, strings.TrimPrefix(text, "#/definitions/"))
			}
			found = append(found, references(of)...)
		}
	case []any:
		for _, of := range part {
			found = append(found, references(of)...)
		}
	}
	return found
}

func read(file string, into any) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	return yaml.Unmarshal(text, into)
}

// print writes a line a definition, so that a new version shows what changed.
func print(roots map[string]string, definitions map[string]any) error {
	out := bufio.NewWriter(os.Stdout)
	fmt.Fprint(out, "{\"kinds\": {")
	if err := lines(out, roots); err != nil {
		return err
	}
	fmt.Fprint(out, "},\n\"definitions\": {")
	if err := lines(out, definitions); err != nil {
		return err
	}
	fmt.Fprintln(out, "}}")
	return out.Flush()
}

func lines[V any](out *bufio.Writer, entries map[string]V) error {
	names := make([]string, 0, len(entries))
	for name := range entries {
		names = append(names, name)
	}
	sort.Strings(names)
	for index, name := range names {
		text, err := json.Marshal(entries[name])
		if err != nil {
			return err
		}
		if index > 0 {
			fmt.Fprint(out, ",")
		}
		fmt.Fprintf(out, "\n %q: %s", name, text)
	}
	return nil
}
