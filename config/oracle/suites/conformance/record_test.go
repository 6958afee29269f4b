// Package record runs the conformance tests against a cluster that is a list of objects.
package record

import (
	"context"
	"fmt"
	"maps"
	"testing"

	"esg-operator/worlds"

	"github.com/stretchr/testify/require"
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes/scheme"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/client/fake"

	api "sigs.k8s.io/network-policy-api/apis/API_VERSION"
	"sigs.k8s.io/network-policy-api/conformance/tests"
	"sigs.k8s.io/network-policy-api/conformance/utils/kubernetes"
	"sigs.k8s.io/network-policy-api/conformance/utils/suite"
)

// Controllers and kubelet do this at once.
type runningCluster struct {
	client.Client
	pods int
}

func (c *runningCluster) Create(ctx context.Context, object client.Object, options ...client.CreateOption) error {
	if err := c.Client.Create(ctx, object, options...); err != nil {
		return err
	}
	key := client.ObjectKeyFromObject(object)
	switch object.GetObjectKind().GroupVersionKind().Kind {
	case "Namespace":
		var namespace corev1.Namespace
		if err := c.Get(ctx, key, &namespace); err != nil {
			return err
		}
		namespace.Labels[corev1.LabelMetadataName] = namespace.Name
		return c.Update(ctx, &namespace)
	case "StatefulSet":
		var set appsv1.StatefulSet
		if err := c.Get(ctx, key, &set); err != nil {
			return err
		}
		return c.run(ctx, &set)
	}
	return nil
}

func (c *runningCluster) run(ctx context.Context, set *appsv1.StatefulSet) error {
	for number := range int(*set.Spec.Replicas) {
		c.pods++
		node := fmt.Sprintf("192.0.2.%d", number+1)
		name := fmt.Sprintf("%s-%d", set.Name, number)
		labels := maps.Clone(set.Spec.Template.Labels)
		labels[appsv1.StatefulSetPodNameLabel] = name
		pod := &corev1.Pod{
			ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: set.Namespace, Labels: labels},
			Spec:       set.Spec.Template.Spec,
			Status:     corev1.PodStatus{PodIP: fmt.Sprintf("10.244.%d.%d", number, c.pods), HostIP: node, Phase: corev1.PodRunning},
		}
		if pod.Spec.HostNetwork {
			pod.Status.PodIP = node
		}
		pod.Status.PodIPs = []corev1.PodIP{{IP: pod.Status.PodIP}}
		pod.Status.HostIPs = []corev1.HostIP{{IP: node}}
		if err := c.Client.Create(ctx, pod); err != nil {
			return err
		}
	}
	set.Status.ReadyReplicas = *set.Spec.Replicas
	return c.Status().Update(ctx, set)
}

func TestRecord(t *testing.T) {
	require.NoError(t, api.Install(scheme.Scheme))
	cluster := &runningCluster{Client: fake.NewClientBuilder().WithScheme(scheme.Scheme).Build()}
	for number := range 2 {
		address := corev1.NodeAddress{Type: corev1.NodeInternalIP, Address: fmt.Sprintf("192.0.2.%d", number+1)}
		require.NoError(t, cluster.Client.Create(context.Background(), &corev1.Node{
			ObjectMeta: metav1.ObjectMeta{
				Name: fmt.Sprintf("node-%d", number), Labels: map[string]string{"kubernetes.io/os": "linux"},
			},
			Status: corev1.NodeStatus{Addresses: []corev1.NodeAddress{address}},
		}))
	}
	kubernetes.Cluster = cluster
	whole := suite.New(suite.Options{Client: cluster, EnableAllSupportedFeatures: true})
	whole.Setup(t)
	whole.Run(t, tests.ConformanceTests)
	worlds.Flush()
}
