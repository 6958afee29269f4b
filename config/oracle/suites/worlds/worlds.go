// Package worlds writes what a test suite expects: one JSON object a world, with its objects and its probes.
package worlds

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"sort"
)

// Probe is a connection, and whether the suite expects it to be allowed.
type Probe struct {
	// A pod, as namespace/name.
	From string `json:"from"`
	// A pod, as namespace/name, or an address.
	To       string `json:"to"`
	Protocol string `json:"protocol"`
	Port     int    `json:"port"`
	Allowed  bool   `json:"allowed"`
}

type world struct {
	Title   string            `json:"title"`
	Objects []json.RawMessage `json:"objects"`
	Probes  []Probe           `json:"probes"`
}

// Probes of the same objects are told together.
var last *world

// Expect adds probes of a world. Objects are what encoding/json takes, with apiVersion and kind.
func Expect(title string, objects []any, probes ...Probe) {
	next := &world{Title: title, Probes: probes}
	for _, object := range objects {
		next.Objects = append(next.Objects, plain(object))
	}
	sort.Slice(next.Objects, func(a, b int) bool { return bytes.Compare(next.Objects[a], next.Objects[b]) < 0 })
	if last != nil && last.Title == title && fmt.Sprint(last.Objects) == fmt.Sprint(next.Objects) {
		last.Probes = append(last.Probes, probes...)
		return
	}
	Flush()
	last = next
}

// Flush writes the last world to the file that the variable WORLDS names.
func Flush() {
	if last == nil {
		return
	}
	file, err := os.OpenFile(os.Getenv("WORLDS"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	orDie(err)
	orDie(json.NewEncoder(file).Encode(last))
	orDie(file.Close())
	last = nil
}

// Without what no policy looks at.
func plain(object any) json.RawMessage {
	text, err := json.Marshal(object)
	orDie(err)
	fields := map[string]any{}
	orDie(json.Unmarshal(text, &fields))
	metadata := fields["metadata"].(map[string]any)
	for _, name := range []string{"uid", "resourceVersion", "creationTimestamp", "managedFields", "generation"} {
		delete(metadata, name)
	}
	if spec, ok := fields["spec"].(map[string]any); ok && fields["kind"] == "Pod" {
		short := map[string]any{"hostNetwork": spec["hostNetwork"] == true}
		containers := []any{}
		for _, one := range spec["containers"].([]any) {
			container := map[string]any{"name": one.(map[string]any)["name"], "image": "image"}
			if ports, ok := one.(map[string]any)["ports"]; ok {
				container["ports"] = ports
			}
			containers = append(containers, container)
		}
		short["containers"] = containers
		fields["spec"] = short
	} else if fields["kind"] != "Node" {
		delete(fields, "status")
	}
	short, err := json.Marshal(fields)
	orDie(err)
	return short
}

func orDie(err error) {
	if err != nil {
		panic(err)
	}
}
