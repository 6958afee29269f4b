package kubernetes

import (
	"context"
	"reflect"
	"strings"
	"testing"

	"esg-operator/worlds"

	"github.com/stretchr/testify/require"
	"k8s.io/apimachinery/pkg/api/meta"
	k8sclient "k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

// Cluster holds the objects of the suite.
var Cluster client.Client

// PokeServer writes down what the suite expects, which is then what it sees.
func PokeServer(t *testing.T, _ k8sclient.Interface, _ *rest.Config, namespace, pod, protocol, host string, port int32, _ any, allowed bool) bool {
	worlds.Expect(t.Name(), objects(t), worlds.Probe{
		From: namespace + "/" + pod, To: host, Protocol: strings.ToUpper(protocol), Port: int(port), Allowed: allowed,
	})
	return true
}

func objects(t *testing.T) []any {
	var all []any
	for kind := range Cluster.Scheme().AllKnownTypes() {
		isPolicy := kind.Group == "policy.networking.k8s.io" || kind.Group == "networking.k8s.io" && kind.Kind == "NetworkPolicyList"
		isOther := kind.Group == "" && (kind.Kind == "PodList" || kind.Kind == "NamespaceList" || kind.Kind == "NodeList")
		if kind.Version == "__internal" || !strings.HasSuffix(kind.Kind, "List") || !isPolicy && !isOther {
			continue
		}
		list, err := Cluster.Scheme().New(kind)
		require.NoError(t, err)
		require.NoError(t, Cluster.List(context.Background(), list.(client.ObjectList)))
		items, err := meta.ExtractList(list)
		require.NoError(t, err)
		one := kind
		one.Kind = strings.TrimSuffix(kind.Kind, "List")
		for _, item := range items {
			item.GetObjectKind().SetGroupVersionKind(one)
			all = append(all, reflect.ValueOf(item).Interface())
		}
	}
	return all
}
