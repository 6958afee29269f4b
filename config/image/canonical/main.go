// canonical NAME DATE SAVED WRITTEN: rewrites an image that "docker save" saved so that the same content has the same
// digest on every machine and day: every time in it becomes DATE, and what the builder added about itself goes.
package main

import (
	"log"
	"os"
	"time"

	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 5 {
		log.Fatal("usage: canonical NAME DATE SAVED WRITTEN")
	}
	date, err := time.Parse(time.RFC3339, os.Args[2])
	if err != nil {
		log.Fatal("canonical: DATE is not like 2026-01-01T00:00:00Z: ", err)
	}
	if err := rewrite(os.Args[1], date, os.Args[3], os.Args[4]); err != nil {
		log.Fatal("canonical: ", err)
	}
}

func rewrite(named string, date time.Time, saved, written string) error {
	tag, err := name.NewTag(named)
	if err != nil {
		return err
	}
	image, err := tarball.ImageFromPath(saved, nil)
	if err != nil {
		return err
	}
	if image, err = mutate.Time(image, date); err != nil {
		return err
	}
	if image, err = anonymous(image); err != nil {
		return err
	}
	return tarball.WriteToFile(written, tag, image)
}

// anonymous drops the builder's container and version, and the id that the base got when it was imported.
func anonymous(image v1.Image) (v1.Image, error) {
	file, err := image.ConfigFile()
	if err != nil {
		return nil, err
	}
	file = file.DeepCopy()
	file.Container, file.DockerVersion, file.Config.Hostname, file.Config.Image = "", "", "", ""
	return mutate.ConfigFile(image, file)
}
