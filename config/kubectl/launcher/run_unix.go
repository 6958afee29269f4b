//go:build unix

package main

import (
	"os"
	"syscall"
)

// run becomes Java, so that signals and the exit code are its own.
func run(arguments []string) error {
	return syscall.Exec(arguments[0], arguments, os.Environ())
}

func prepareTerminal() {}
