package main

import (
	"errors"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
)

// enableVirtualTerminalProcessing has a console read escape sequences (Windows 10 and newer).
const enableVirtualTerminalProcessing = 0x0004

// run waits for Java and ends as it does. Ctrl-C reaches both; Java ends, and then this.
func run(arguments []string) error {
	signal.Ignore(os.Interrupt)
	java := exec.Command(arguments[0], arguments[1:]...)
	java.Stdin, java.Stdout, java.Stderr = os.Stdin, os.Stdout, os.Stderr
	err := java.Run()
	var ended *exec.ExitError
	if errors.As(err, &ended) {
		os.Exit(ended.ExitCode())
	}
	if err == nil {
		os.Exit(0)
	}
	return err
}

// prepareTerminal changes the console's mode, which Java shares; what is no console stays as it is.
func prepareTerminal() {
	console := syscall.Handle(os.Stdout.Fd())
	var mode uint32
	if syscall.GetConsoleMode(console, &mode) != nil {
		return
	}
	set := syscall.NewLazyDLL("kernel32.dll").NewProc("SetConsoleMode")
	set.Call(uintptr(console), uintptr(mode|enableVirtualTerminalProcessing))
}
