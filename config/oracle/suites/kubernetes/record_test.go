package netpol

import (
	"context"
	"fmt"
	"testing"

	"esg-operator/worlds"

	"github.com/onsi/ginkgo/v2"
	"github.com/onsi/gomega"
	v1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	clientset "k8s.io/client-go/kubernetes"
	"k8s.io/client-go/kubernetes/fake"
	clienttesting "k8s.io/client-go/testing"
	"k8s.io/kubernetes/test/e2e/framework"
)

func TestRecord(t *testing.T) {
	gomega.RegisterFailHandler(ginkgo.Fail)
	ginkgo.RunSpecs(t, "netpol")
	worlds.Flush()
}

// A framework with a cluster that is a list of objects, anew for each test.
func newFramework(name string) *framework.Framework {
	f := &framework.Framework{BaseName: name}
	ginkgo.BeforeEach(func() { f.ClientSet = newCluster() })
	return f
}

// What kubelet and the API server would add.
func newCluster() clientset.Interface {
	pods := 0
	cluster := fake.NewClientset()
	cluster.PrependReactor("create", "*", func(action clienttesting.Action) (bool, runtime.Object, error) {
		switch object := action.(clienttesting.CreateAction).GetObject().(type) {
		case *v1.Pod:
			pods++
			address := fmt.Sprintf("10.244.0.%d", pods)
			object.Status = v1.PodStatus{Phase: v1.PodRunning, PodIP: address, PodIPs: []v1.PodIP{{IP: address}}}
		case *v1.Service:
			object.Spec.ClusterIP = "10.96.0.1"
		}
		return false, nil, nil
	})
	return cluster
}

func createNamespace(ctx context.Context, k *kubeManager, name string) (*v1.Namespace, error) {
	return k.clientSet.CoreV1().Namespaces().Create(ctx, &v1.Namespace{
		ObjectMeta: metav1.ObjectMeta{Name: name, Labels: map[string]string{namespaceLabelKey: name}},
	}, metav1.CreateOptions{})
}

// ProbePodToPodConnectivity writes down what the test expects, which is then what it sees.
func ProbePodToPodConnectivity(k *kubeManager, pods []TestPod, _ string, test *TestCase) {
	var probes []worlds.Probe
	for _, from := range pods {
		for _, to := range pods {
			ends := []string{from.PodString().String(), to.PodString().String()}
			allowed := test.Reachability.Expected.Get(ends[0], ends[1])
			test.Reachability.Observe(from.PodString(), to.PodString(), allowed)
			if from != to || !ignoreLoopback {
				probes = append(probes, worlds.Probe{
					From: ends[0], To: ends[1], Protocol: string(test.Protocol), Port: test.ToPort, Allowed: allowed,
				})
			}
		}
	}
	worlds.Expect(ginkgo.CurrentSpecReport().FullText(), objects(k), probes...)
}

func objects(k *kubeManager) []any {
	ctx := context.Background()
	var all []any
	namespaces, err := k.clientSet.CoreV1().Namespaces().List(ctx, metav1.ListOptions{})
	framework.ExpectNoError(err)
	for _, one := range namespaces.Items {
		one.TypeMeta = metav1.TypeMeta{APIVersion: "v1", Kind: "Namespace"}
		all = append(all, one)
	}
	pods, err := k.clientSet.CoreV1().Pods("").List(ctx, metav1.ListOptions{})
	framework.ExpectNoError(err)
	for _, one := range pods.Items {
		one.TypeMeta = metav1.TypeMeta{APIVersion: "v1", Kind: "Pod"}
		all = append(all, one)
	}
	policies, err := k.clientSet.NetworkingV1().NetworkPolicies("").List(ctx, metav1.ListOptions{})
	framework.ExpectNoError(err)
	for _, one := range policies.Items {
		one.TypeMeta = metav1.TypeMeta{APIVersion: "networking.k8s.io/v1", Kind: "NetworkPolicy"}
		all = append(all, one)
	}
	return all
}
