// Reads texts, a NUL between them, on the standard input and says how kubectl reads each: a JSON object a line, for a text that is
// there twice only one. The Java reader is compared with it.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	decoding "k8s.io/apimachinery/pkg/util/yaml"
	decode "sigs.k8s.io/json"
	"sigs.k8s.io/yaml"
)

const (
	// kubectl's own: how far its decoder looks for the brace of a JSON object.
	ahead = 4096
	// kubectl takes it for the mark of UTF-8.
	mark = "\uFEFF"
)

type answer struct {
	Text string `json:"text"`
	// What kubectl takes one after another, until it fails.
	Documents []json.RawMessage `json:"documents"`
	Refused   bool              `json:"refused,omitempty"`
	// kubectl takes the last of equal keys; strict reading refuses them.
	Twice bool `json:"twice,omitempty"`
}

func main() {
	if len(os.Args) != 2 || os.Args[1] != "read" {
		fmt.Fprintln(os.Stderr, "usage: yaml read < texts")
		os.Exit(2)
	}
	texts, err := io.ReadAll(os.Stdin)
	orDie(err)
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	seen := map[string]bool{}
	for _, text := range strings.Split(strings.TrimSuffix(string(texts), "\x00"), "\x00") {
		if !seen[text] {
			orDie(out.Encode(read(text)))
		}
		seen[text] = true
	}
}

func read(text string) answer {
	said := answer{Text: text, Documents: []json.RawMessage{}, Twice: hasKeyTwice(text)}
	decoder := decoding.NewYAMLOrJSONDecoder(strings.NewReader(strings.TrimPrefix(text, mark)), ahead)
	for {
		var document json.RawMessage
		if err := decoder.Decode(&document); err == io.EOF {
			return said
		} else if err != nil {
			said.Refused = true
			return said
		}
		if len(document) == 0 { // null
			continue
		}
		sent, err := object(document)
		if err != nil {
			said.Refused = true
			return said
		}
		said.Documents = append(said.Documents, sent)
	}
}

// object is what kubectl sends of a document.
func object(document []byte) (json.RawMessage, error) {
	var values any
	if err := decode.UnmarshalCaseSensitivePreserveInts(document, &values); err != nil {
		return nil, err
	}
	var sent bytes.Buffer
	out := json.NewEncoder(&sent)
	out.SetEscapeHTML(false)
	err := out.Encode(values)
	return bytes.TrimSpace(sent.Bytes()), err
}

func hasKeyTwice(text string) bool {
	documents := decoding.NewYAMLReader(bufio.NewReader(strings.NewReader(text)))
	for {
		document, err := documents.Read()
		if err != nil {
			return false
		}
		if _, err := yaml.YAMLToJSONStrict(document); err != nil && strings.Contains(err.Error(), "already set in map") {
			return true
		}
	}
}

func orDie(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
