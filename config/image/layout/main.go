// layout DATE ARM64 SAVED FOLDER NAME=VALUE...: writes an OCI image layout with one index of two images: the one for amd64 that
// "docker save" saved, and one for arm64 of the same jars on the base in the tar file ARM64. Each NAME=VALUE annotates the index.
package main

import (
	"archive/tar"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"slices"
	"strings"
	"time"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/layout"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
	"github.com/google/go-containerregistry/pkg/v1/types"
)

const (
	classArchive = "app/app.jsa"
	archiveFlag  = "-XX:SharedArchiveFile="
)

func main() {
	log.SetFlags(0)
	if len(os.Args) < 5 {
		log.Fatal("usage: layout DATE ARM64 SAVED FOLDER NAME=VALUE...")
	}
	date, err := time.Parse(time.RFC3339, os.Args[1])
	if err != nil {
		log.Fatal("layout: DATE is not like 2026-01-01T00:00:00Z: ", err)
	}
	if err := write(date, os.Args[2], os.Args[3], os.Args[4], os.Args[5:]); err != nil {
		log.Fatal("layout: ", err)
	}
}

func write(date time.Time, base, saved, folder string, notes []string) error {
	annotations := map[string]string{}
	for _, note := range notes {
		name, value, found := strings.Cut(note, "=")
		if !found {
			return fmt.Errorf("%q is no NAME=VALUE", note)
		}
		annotations[name] = value
	}
	amd64, err := tarball.ImageFromPath(saved, nil)
	if err != nil {
		return err
	}
	native, err := asOCI(amd64)
	if err != nil {
		return err
	}
	foreign, err := onBase(amd64, base, date)
	if err != nil {
		return err
	}
	index := mutate.AppendManifests(mutate.IndexMediaType(empty.Index, types.OCIImageIndex), platform(native, "amd64"), platform(foreign, "arm64"))
	path, err := layout.Write(folder, empty.Index)
	if err != nil {
		return err
	}
	return path.AppendIndex(mutate.Annotations(index, annotations).(v1.ImageIndex))
}

func platform(image v1.Image, architecture string) mutate.IndexAddendum {
	return mutate.IndexAddendum{Add: image, Descriptor: v1.Descriptor{Platform: &v1.Platform{OS: "linux", Architecture: architecture}}}
}

// asOCI keeps the configuration, and so the image's id, to the last bit.
func asOCI(image v1.Image) (v1.Image, error) {
	layers, err := image.Layers()
	if err != nil {
		return nil, err
	}
	file, err := image.ConfigFile()
	if err != nil {
		return nil, err
	}
	return assembled(layers, file)
}

// onBase has the layers of the application alone, without the archive of classes: only a run on arm64 could make that one.
func onBase(image v1.Image, base string, date time.Time) (v1.Image, error) {
	layers, err := image.Layers()
	if err != nil {
		return nil, err
	}
	below, err := tarball.LayerFromFile(base, tarball.WithMediaType(types.OCILayer))
	if err != nil {
		return nil, err
	}
	kept := []v1.Layer{below}
	archives := 0
	for _, layer := range layers {
		names, err := files(layer)
		switch {
		case err != nil:
			return nil, err
		case slices.Contains(names, classArchive):
			archives++
		case application(names):
			kept = append(kept, layer)
		}
	}
	if archives != 1 || len(kept) < 2 {
		return nil, errors.New("the image is not one of config/image/Containerfile: it has no layer of its own for " + classArchive + ", or none for the jars")
	}
	file, err := image.ConfigFile()
	if err != nil {
		return nil, err
	}
	file = file.DeepCopy()
	file.Architecture, file.History = "arm64", nil
	file.RootFS.DiffIDs = nil
	for range kept {
		file.History = append(file.History, v1.History{Created: v1.Time{Time: date}, CreatedBy: "config/image/layout"})
	}
	for _, layer := range kept {
		id, err := layer.DiffID()
		if err != nil {
			return nil, err
		}
		file.RootFS.DiffIDs = append(file.RootFS.DiffIDs, id)
	}
	file.Config.Entrypoint = slices.DeleteFunc(slices.Clone(file.Config.Entrypoint), func(word string) bool { return strings.HasPrefix(word, archiveFlag) })
	return assembled(kept, file)
}

func assembled(layers []v1.Layer, file *v1.ConfigFile) (v1.Image, error) {
	image := mutate.ConfigMediaType(mutate.MediaType(empty.Image, types.OCIManifestSchema1), types.OCIConfigJSON)
	for _, layer := range layers {
		packed, err := tarball.LayerFromOpener(layer.Uncompressed, tarball.WithMediaType(types.OCILayer))
		if err != nil {
			return nil, err
		}
		if image, err = mutate.AppendLayers(image, packed); err != nil {
			return nil, err
		}
	}
	return mutate.ConfigFile(image, file)
}

// application is true of a layer that only adds to /app.
func application(names []string) bool {
	return !slices.ContainsFunc(names, func(name string) bool { return name != "app/" && !strings.HasPrefix(name, "app/") })
}

func files(layer v1.Layer) ([]string, error) {
	content, err := layer.Uncompressed()
	if err != nil {
		return nil, err
	}
	defer content.Close()
	var names []string
	for reader := tar.NewReader(content); ; {
		header, err := reader.Next()
		if err == io.EOF {
			return names, nil
		}
		if err != nil {
			return nil, err
		}
		names = append(names, strings.TrimPrefix(header.Name, "./"))
	}
}
