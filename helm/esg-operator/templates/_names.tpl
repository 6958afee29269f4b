{{- define "esg-operator.name" -}}
{{- .Values.nameOverride | default .Chart.Name | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- /* The name of all objects. A release may have dots in its name, a Service and a Lease of ours may not. */}}
{{- define "esg-operator.fullname" -}}
{{- $name := include "esg-operator.name" . }}
{{- $full := ternary .Release.Name (printf "%s-%s" .Release.Name $name) (contains $name .Release.Name) }}
{{- .Values.fullnameOverride | default $full | replace "." "-" | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- /* suffixed (list ROOT SUFFIX): a name of 63 characters at most, as Jobs and Services have. */}}
{{- define "esg-operator.suffixed" -}}
{{- $suffix := index . 1 }}
{{- printf "%s-%s" (include "esg-operator.fullname" (index . 0) | trunc (int (sub 62 (len $suffix))) | trimSuffix "-") $suffix }}
{{- end }}
{{- /* Of several operators that watch some namespaces each, every one needs a name of its own for what is the cluster's. */}}
{{- define "esg-operator.clusterName" -}}
{{- $full := include "esg-operator.fullname" . }}
{{- ternary (printf "%s-%s" .Release.Namespace $full) $full (gt (len (.Values.watchNamespaces | default list)) 0) }}
{{- end }}
{{- define "esg-operator.account" -}}
{{- (.Values.serviceAccount).name | default (include "esg-operator.fullname" .) }}
{{- end }}
{{- define "esg-operator.selectorLabels" -}}
app.kubernetes.io/name: {{ include "esg-operator.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}
{{- /* The user's labels replace any of these but the selector's, which a Deployment cannot change. */}}
{{- define "esg-operator.labels" -}}
{{- $own := dict
  "helm.sh/chart" (printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-")
  "app.kubernetes.io/version" .Chart.AppVersion
  "app.kubernetes.io/component" "operator"
  "app.kubernetes.io/part-of" "esg-operator"
  "app.kubernetes.io/managed-by" .Release.Service }}
{{- toYaml (merge (fromYaml (include "esg-operator.selectorLabels" .)) (deepCopy (.Values.commonLabels | default dict)) $own) }}
{{- end }}
{{- define "esg-operator.podLabels" -}}
{{- toYaml (merge (fromYaml (include "esg-operator.selectorLabels" .)) (deepCopy (.Values.podLabels | default dict)) (fromYaml (include "esg-operator.labels" .))) }}
{{- end }}
{{- define "esg-operator.image" -}}
{{- $registry := (.Values.global).imageRegistry | default .Values.image.registry }}
{{- with .Values.image -}}
{{- with $registry }}{{ trimSuffix "/" . }}/{{ end }}
{{- if .digest }}{{ .repository }}@{{ .digest }}{{ else }}{{ .repository }}:{{ .tag | default $.Chart.AppVersion }}{{ end }}
{{- end }}
{{- end }}
{{- define "esg-operator.pullSecrets" -}}
{{- $names := list }}
{{- range concat ((.Values.global).imagePullSecrets | default list) (.Values.imagePullSecrets | default list) }}
{{- $names = append $names (ternary . (dict "name" .) (kindIs "map" .)) }}
{{- end }}
{{- with uniq $names }}{{ toYaml . }}{{ end }}
{{- end }}
{{- define "esg-operator.subjects" -}}
- kind: ServiceAccount
  name: {{ include "esg-operator.account" . }}
  namespace: {{ .Release.Namespace }}
{{- end }}
{{- /* What the operator does in a gateway's namespace. */}}
{{- define "esg-operator.rules" -}}
- {apiGroups: [esg-operator.io], resources: [esginstances], verbs: [get, list, watch]}
- {apiGroups: [esg-operator.io], resources: [esginstances/status], verbs: [patch]}
# OpenShift asks for it where an owner reference blocks the deletion.
- {apiGroups: [esg-operator.io], resources: [esginstances/finalizers], verbs: [update]}
- {apiGroups: [networking.k8s.io], resources: [networkpolicies], verbs: [get, list, watch, create, patch, delete]}
- {apiGroups: [cilium.io], resources: [ciliumnetworkpolicies], verbs: [get, list, watch, create, patch, delete]}
- {apiGroups: [crd.antrea.io, crd.projectcalico.org, projectcalico.org], resources: [networkpolicies], verbs: [list]}
- {apiGroups: [crd.nsx.vmware.com, nsx.vmware.com], resources: [securitypolicies], verbs: [list]}
- {apiGroups: [k8s.cni.cncf.io], resources: [multi-networkpolicies], verbs: [list]}
- {apiGroups: [k8s.ovn.org], resources: [egressfirewalls, userdefinednetworks], verbs: [list]}
- {apiGroups: [network.openshift.io], resources: [egressnetworkpolicies], verbs: [list]}
- {apiGroups: [networking.gke.io], resources: [fqdnnetworkpolicies], verbs: [list]}
- {apiGroups: [networking.k8s.aws], resources: [applicationnetworkpolicies], verbs: [list]}
- {apiGroups: [policy.linkerd.io], resources: [servers], verbs: [list]}
- {apiGroups: [vpcresources.k8s.aws], resources: [securitygrouppolicies], verbs: [list]}
{{- include "esg-operator.outreachingRules" . | nindent 0 }}
- {apiGroups: [batch], resources: [jobs], verbs: [list, watch, create, delete]}
- {apiGroups: [""], resources: [pods], verbs: [list, watch]}
- {apiGroups: [""], resources: [services], verbs: [list, watch]}
- {apiGroups: [""], resources: [events], verbs: [list]}
- {apiGroups: [events.k8s.io], resources: [events], verbs: [create]}
{{- end }}
{{- /* Policies in a namespace, some of which bind pods of every namespace. */}}
{{- define "esg-operator.outreachingRules" -}}
- {apiGroups: [cilium.io], resources: [ciliumlocalredirectpolicies], verbs: [list]}
- {apiGroups: [consul.hashicorp.com], resources: [meshes, serviceintentions], verbs: [list]}
- {apiGroups: [install.istio.io], resources: [istiooperators], verbs: [list]}
- {apiGroups: [kubeovn.io], resources: [vpc-egress-gateways], verbs: [list]}
- {apiGroups: [kuma.io], resources: [meshpassthroughs, meshtlses, meshtrafficpermissions], verbs: [list]}
- {apiGroups: [maistra.io], resources: [servicemeshcontrolplanes], verbs: [list]}
- {apiGroups: [networking.istio.io], resources: [sidecars], verbs: [list]}
- {apiGroups: [policy.linkerd.io], resources: [egressnetworks], verbs: [list]}
- {apiGroups: [security.istio.io], resources: [authorizationpolicies, peerauthentications], verbs: [list]}
{{- end }}
{{- /* What keeps the replicas apart, and on nodes for which the image is made; the user's affinity takes its place. */}}
{{- define "esg-operator.affinity" -}}
{{- $affinity := .Values.affinity | default dict }}
{{- if not $affinity }}
podAntiAffinity:
  preferredDuringSchedulingIgnoredDuringExecution:
    - weight: 100
      podAffinityTerm:
        topologyKey: kubernetes.io/hostname
        labelSelector:
          matchLabels: {{- include "esg-operator.selectorLabels" . | nindent 12 }}
{{- else }}
{{- toYaml $affinity }}
{{- end }}
{{- if and .Values.image.architectures (not $affinity.nodeAffinity) }}
nodeAffinity:
  requiredDuringSchedulingIgnoredDuringExecution:
    nodeSelectorTerms:
      - matchExpressions:
          - {key: kubernetes.io/arch, operator: In, values: {{ toJson .Values.image.architectures }}}
{{- end }}
{{- end }}
{{- /* Where the operator's pods go, and under which user they run. */}}
{{- define "esg-operator.placement" -}}
securityContext:
  runAsNonRoot: true
  seccompProfile: {type: RuntimeDefault}
{{- with .Values.podSecurityContext }}
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with include "esg-operator.pullSecrets" . }}
imagePullSecrets: {{- . | nindent 2 }}
{{- end }}
nodeSelector: {{- toYaml (merge (dict "kubernetes.io/os" "linux") (.Values.nodeSelector | default dict)) | nindent 2 }}
{{- with .Values.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
affinity: {{- include "esg-operator.affinity" . | trim | nindent 2 }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- end }}
{{- define "esg-operator.confinement" -}}
resources: {{- toYaml .Values.resources | nindent 2 }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: {drop: [ALL]}
volumeMounts:
  - {name: tmp, mountPath: /tmp}
{{- end }}
{{- /* Policies of the whole cluster that may bind a gateway, the labels by which they select its namespace, and the networks that probes keep off. */}}
{{- define "esg-operator.clusterRules" -}}
- {apiGroups: [""], resources: [namespaces], verbs: [list]}
- apiGroups: [policy.networking.k8s.io]
  resources: [adminnetworkpolicies, baselineadminnetworkpolicies, clusternetworkpolicies]
  verbs: [list]
- {apiGroups: [networking.k8s.aws], resources: [clusternetworkpolicies], verbs: [list]}
- {apiGroups: [cilium.io], resources: [ciliumclusterwidenetworkpolicies, ciliumegressgatewaypolicies], verbs: [list]}
- {apiGroups: [crd.antrea.io], resources: [clusternetworkpolicies], verbs: [list]}
- {apiGroups: [crd.projectcalico.org, projectcalico.org], resources: [globalnetworkpolicies], verbs: [list]}
- {apiGroups: [ingressnodefirewall.openshift.io], resources: [ingressnodefirewalls], verbs: [list]}
- {apiGroups: [k8s.ovn.org], resources: [adminpolicybasedexternalroutes, clusteruserdefinednetworks], verbs: [list]}
- {apiGroups: [kubeovn.io], resources: [security-groups, subnets], verbs: [list]}
- {apiGroups: [kuma.io], resources: [meshes], verbs: [list]}
- {apiGroups: [sailoperator.io], resources: [istios], verbs: [list]}
- {apiGroups: [""], resources: [nodes], verbs: [list]}
- {apiGroups: [networking.k8s.io], resources: [servicecidrs], verbs: [list]}
- {apiGroups: [discovery.k8s.io], resources: [endpointslices], resourceNames: [kubernetes], verbs: [get]}
{{- end }}
