// kubectl-esg starts the plugin's Java program with the Java that lies beside it. A shell script would do on Linux and macOS;
// on Windows kubectl and krew want an executable.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"time"
)

// A command that lasts a second gains nothing from a second compiler or a second collector.
var options = []string{
	"-XX:TieredStopAtLevel=1",
	"-XX:+UseSerialGC",
	"-XX:-UsePerfData",
	"-Xshare:auto",
	"-Xlog:disable",                    // warnings would stand in the output
	"-Dslf4j.internal.verbosity=ERROR", // the plugin has no log
}

func main() {
	self, err := os.Executable()
	if err == nil {
		self, err = filepath.EvalSymlinks(self) // krew puts a link into PATH
	}
	if err != nil {
		fail(err)
	}
	home := filepath.Dir(self)
	restoreTimes(home)
	arguments := command(home, os.Args[1:])
	if _, err := os.Stat(arguments[0]); err != nil {
		fail(fmt.Errorf("its Java is missing: unpack the whole archive, and link to kubectl-esg in it (%w)", err))
	}
	prepareTerminal()
	if err := run(arguments); err != nil {
		fail(err)
	}
}

// date, in seconds since 1970, is that of every file in the archive; the build sets it.
var date string

// restoreTimes undoes what krew does, which gives each file the time of its unpacking: Java uses the archive of its classes only
// beside files of the same time, and starts three times as fast with it. Where the files may not be changed, it starts without.
func restoreTimes(home string) {
	seconds, err := strconv.ParseInt(date, 10, 64)
	if err != nil {
		return
	}
	then := time.Unix(seconds, 0)
	jar := filepath.Join(home, "app", "esg-operator.jar")
	if seen, err := os.Stat(jar); err != nil || seen.ModTime().Equal(then) {
		return
	}
	others, _ := filepath.Glob(filepath.Join(home, "app", "lib", "*.jar"))
	// The first one comes last: what was interrupted is done again.
	for _, file := range append(others, filepath.Join(home, "runtime", "lib", "modules"), jar) {
		_ = os.Chtimes(file, then, then)
	}
}

// command is the program and its arguments, of an archive that was unpacked into home.
func command(home string, words []string) []string {
	java := "java"
	if runtime.GOOS == "windows" {
		java = "java.exe"
	}
	arguments := append([]string{filepath.Join(home, "runtime", "bin", java)}, options...)
	archive := filepath.Join(home, "app", "app.jsa")
	if _, err := os.Stat(archive); err == nil {
		arguments = append(arguments, "-XX:SharedArchiveFile="+archive)
	}
	arguments = append(arguments, "-cp", filepath.Join(home, "app", "esg-operator.jar"), "io.esgoperator.Plugin")
	return append(arguments, words...)
}

// fail ends with the exit code of a fault of the program.
func fail(err error) {
	fmt.Fprintln(os.Stderr, "kubectl-esg:", err)
	os.Exit(3)
}
