// Writes what cyclonus' simulator says of every connection in cyclonus' own generated test cases: one JSON object a
// step, with the world, its policies and the verdict on each end. The Java evaluator is compared with it.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/mattfenwick/cyclonus/pkg/connectivity/probe"
	"github.com/mattfenwick/cyclonus/pkg/generator"
	"github.com/mattfenwick/cyclonus/pkg/matcher"
	"github.com/sirupsen/logrus"
	v1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
)

var (
	ports      = []int{80, 81}
	protocols  = []v1.Protocol{v1.ProtocolTCP, v1.ProtocolUDP, v1.ProtocolSCTP}
	namespaces = []string{"x", "y", "z"}
	podNames   = []string{"a", "b", "c"}
)

// Outside of the cluster, in the family of the pods.
type network struct {
	pod      string
	outsider string
}

type pod struct {
	Namespace string            `json:"namespace"`
	Name      string            `json:"name"`
	Labels    map[string]string `json:"labels"`
	IP        string            `json:"ip"`
}

type step struct {
	Title      string                        `json:"title"`
	Namespaces map[string]map[string]string  `json:"namespaces"`
	Pods       []pod                         `json:"pods"`
	Outsider   string                        `json:"outsider"`
	Policies   []*networkingv1.NetworkPolicy `json:"policies"`
	// For each source, each destination (the outsider last in both), each port, each protocol: a digit, 1 where the
	// egress end lets it pass plus 2 where the ingress end does.
	Verdicts string `json:"verdicts"`
}

func main() {
	logrus.SetLevel(logrus.ErrorLevel)
	out := json.NewEncoder(os.Stdout)
	for _, family := range []network{{"192.168.%d.%d", "8.8.8.8"}, {"fd00:%d::%d", "2001:db8::8"}} {
		for _, allowDNS := range []bool{true, false} {
			resources := world(family)
			target, err := resources.GetPod("z", "c")
			orDie(err)
			cases := generator.NewTestCaseGenerator(allowDNS, target.IP, namespaces, nil, nil)
			for number, one := range cases.GenerateAllTestCases() {
				title := fmt.Sprintf("%s, DNS %t, case %d: %s", family.outsider, allowDNS, number, one.Description)
				walk(out, title, one, resources, family)
			}
		}
	}
}

func world(family network) *probe.Resources {
	resources := &probe.Resources{Namespaces: map[string]map[string]string{}}
	for i, namespace := range namespaces {
		resources.Namespaces[namespace] = map[string]string{"ns": namespace, v1.LabelMetadataName: namespace}
		for j, name := range podNames {
			one := probe.NewDefaultPod(namespace, name, ports, protocols, false, "none")
			one.IP = fmt.Sprintf(family.pod, i+1, j+1)
			resources.Pods = append(resources.Pods, one)
		}
	}
	return resources
}

func walk(out *json.Encoder, title string, one *generator.TestCase, resources *probe.Resources, family network) {
	policies := []*networkingv1.NetworkPolicy{}
	for number, next := range one.Steps {
		for _, action := range next.Actions {
			resources, policies = apply(action, resources, policies, family)
		}
		orDie(out.Encode(judge(fmt.Sprintf("%s, step %d", title, number), resources, policies, family)))
	}
}

func apply(action *generator.Action, resources *probe.Resources, policies []*networkingv1.NetworkPolicy, family network) (*probe.Resources, []*networkingv1.NetworkPolicy) {
	var err error
	switch {
	case action.CreatePolicy != nil:
		policies = append(without(policies, action.CreatePolicy.Policy.Namespace, action.CreatePolicy.Policy.Name), action.CreatePolicy.Policy)
	case action.UpdatePolicy != nil:
		policies = append(without(policies, action.UpdatePolicy.Policy.Namespace, action.UpdatePolicy.Policy.Name), action.UpdatePolicy.Policy)
	case action.DeletePolicy != nil:
		policies = without(policies, action.DeletePolicy.Namespace, action.DeletePolicy.Name)
	case action.CreateNamespace != nil:
		resources, err = resources.CreateNamespace(action.CreateNamespace.Namespace, action.CreateNamespace.Labels)
	case action.SetNamespaceLabels != nil:
		resources, err = resources.UpdateNamespaceLabels(action.SetNamespaceLabels.Namespace, action.SetNamespaceLabels.Labels)
	case action.DeleteNamespace != nil:
		resources, err = resources.DeleteNamespace(action.DeleteNamespace.Namespace)
	case action.CreatePod != nil:
		resources, err = resources.CreatePod(action.CreatePod.Namespace, action.CreatePod.Pod, action.CreatePod.Labels)
		orDie(err)
		created, _ := resources.GetPod(action.CreatePod.Namespace, action.CreatePod.Pod)
		created.IP = fmt.Sprintf(family.pod, 9, len(resources.Pods))
	case action.SetPodLabels != nil:
		resources, err = resources.SetPodLabels(action.SetPodLabels.Namespace, action.SetPodLabels.Pod, action.SetPodLabels.Labels)
	case action.DeletePod != nil:
		resources, err = resources.DeletePod(action.DeletePod.Namespace, action.DeletePod.Pod)
	case action.ReadNetworkPolicies != nil:
		// What is in the cluster already is in the list.
	default:
		panic("an action of a new kind")
	}
	orDie(err)
	return resources, policies
}

func without(policies []*networkingv1.NetworkPolicy, namespace, name string) []*networkingv1.NetworkPolicy {
	rest := []*networkingv1.NetworkPolicy{}
	for _, one := range policies {
		if one.Namespace != namespace || one.Name != name {
			rest = append(rest, one)
		}
	}
	return rest
}

func judge(title string, resources *probe.Resources, policies []*networkingv1.NetworkPolicy, family network) step {
	read := matcher.BuildNetworkPolicies(true, policies)
	result := step{Title: title, Namespaces: resources.Namespaces, Outsider: family.outsider, Policies: policies}
	ends := []*matcher.TrafficPeer{}
	for _, one := range resources.Pods {
		result.Pods = append(result.Pods, pod{one.Namespace, one.Name, one.Labels, one.IP})
		ends = append(ends, &matcher.TrafficPeer{IP: one.IP, Internal: &matcher.InternalPeer{
			PodLabels: one.Labels, NamespaceLabels: resources.Namespaces[one.Namespace], Namespace: one.Namespace}})
	}
	ends = append(ends, &matcher.TrafficPeer{IP: family.outsider})
	verdicts := strings.Builder{}
	for _, from := range ends {
		for _, to := range ends {
			for _, port := range ports {
				for _, protocol := range protocols {
					verdicts.WriteString(verdict(read, from, to, port, protocol))
				}
			}
		}
	}
	result.Verdicts = verdicts.String()
	return result
}

func verdict(read *matcher.Policy, from, to *matcher.TrafficPeer, port int, protocol v1.Protocol) string {
	name := ""
	if to.Internal != nil {
		name = fmt.Sprintf("serve-%d-%s", port, strings.ToLower(string(protocol)))
	}
	allowed := read.IsTrafficAllowed(&matcher.Traffic{
		Source: from, Destination: to, ResolvedPort: port, ResolvedPortName: name, Protocol: protocol})
	digit := 0
	if allowed.Egress.IsAllowed() {
		digit++
	}
	if allowed.Ingress.IsAllowed() {
		digit += 2
	}
	return fmt.Sprint(digit)
}

func orDie(err error) {
	if err != nil {
		panic(err)
	}
}
