package checks

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	lua "github.com/yuin/gopher-lua"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/cli-utils/pkg/kstatus/status"
)

// What is read of the statuses that ProgressTest writes: by kstatus (Flux, kubectl's pruners), and by Argo CD's script.
var states = map[string]struct{ kstatus, argo, says string }{
	// kstatus has no word for an object that no controller has seen.
	"new":      {"Current", "Progressing", "first round"},
	"probing":  {"InProgress", "Progressing", "has not ended yet"},
	"changed":  {"InProgress", "Progressing", "has not ended yet"},
	"proved":   {"Current", "Healthy", "Mail can flow"},
	"audited":  {"Current", "Healthy", "Mail can flow"},
	"degraded": {"Current", "Healthy", "DCC is not used"},
	"broken":   {"InProgress", "Degraded", "smtp-out"},
	"rejected": {"Failed", "Degraded", "too many ports"},
	"failed":   {"Failed", "Degraded", "A fault of the operator"},
}

func state(t *testing.T, name string) *unstructured.Unstructured {
	t.Helper()
	text, err := os.ReadFile("../../operator/src/test/resources/golden/progress/" + name + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	return object(t, strings.TrimPrefix(string(text), "---\n"))
}

func TestEveryGoldenStateIsHere(t *testing.T) {
	files, _ := filepath.Glob("../../operator/src/test/resources/golden/progress/*.yaml")
	if len(files) != len(states) {
		t.Errorf("%d states, %d files: ProgressTest and this table differ", len(states), len(files))
	}
}

func TestKstatusReadsEveryState(t *testing.T) {
	for name, want := range states {
		result, err := status.Compute(state(t, name))
		if err != nil {
			t.Fatal(err)
		}
		if string(result.Status) != want.kstatus {
			t.Errorf("%s: %s (%s), want %s", name, result.Status, result.Message, want.kstatus)
		}
	}
}

func TestArgoReadsEveryState(t *testing.T) {
	for name, want := range states {
		health, says := argo(t, state(t, name))
		if health != want.argo || !strings.Contains(says, want.says) {
			t.Errorf("%s: %s %q, want %s %q", name, health, says, want.argo, want.says)
		}
	}
}

func TestArgoWaitsForTheGenerationThatWasAppliedLast(t *testing.T) {
	one := state(t, "proved")
	one.SetGeneration(7)
	if health, _ := argo(t, one); health != "Progressing" {
		t.Errorf("%s, though the operator has not seen generation 7", health)
	}
}

func TestArgoSaysUnknownWhereProbesAreBroken(t *testing.T) {
	one := state(t, "proved")
	conditions, _, _ := unstructured.NestedSlice(one.Object, "status", "conditions")
	conditions[0].(map[string]any)["status"] = "Unknown"
	_ = unstructured.SetNestedSlice(one.Object, conditions, "status", "conditions")
	if health, _ := argo(t, one); health != "Unknown" {
		t.Errorf("%s of a gateway of which nothing is known", health)
	}
}

// argo runs the script as Argo CD does: the object as the global obj, no libraries but base, table and string.
func argo(t *testing.T, one *unstructured.Unstructured) (health, says string) {
	t.Helper()
	machine := lua.NewState(lua.Options{SkipOpenLibs: true})
	defer machine.Close()
	for name, open := range map[string]lua.LGFunction{lua.BaseLibName: lua.OpenBase, lua.TabLibName: lua.OpenTable, lua.StringLibName: lua.OpenString} {
		if err := machine.CallByParam(lua.P{Fn: machine.NewFunction(open), Protect: true}, lua.LString(name)); err != nil {
			t.Fatal(err)
		}
	}
	machine.SetGlobal("obj", value(machine, one.Object))
	if err := machine.DoFile(chart + "/docs/argo-cd/health.lua"); err != nil {
		t.Fatal(err)
	}
	answer, ok := machine.Get(-1).(*lua.LTable)
	if !ok {
		t.Fatalf("the script returns %s", machine.Get(-1).Type())
	}
	return answer.RawGetString("status").String(), answer.RawGetString("message").String()
}

func value(machine *lua.LState, of any) lua.LValue {
	switch one := of.(type) {
	case map[string]any:
		table := machine.NewTable()
		for key, inside := range one {
			table.RawSetString(key, value(machine, inside))
		}
		return table
	case []any:
		table := machine.NewTable()
		for _, inside := range one {
			table.Append(value(machine, inside))
		}
		return table
	case string:
		return lua.LString(one)
	case bool:
		return lua.LBool(one)
	case int64:
		return lua.LNumber(one)
	case float64:
		return lua.LNumber(one)
	default:
		return lua.LNil
	}
}
