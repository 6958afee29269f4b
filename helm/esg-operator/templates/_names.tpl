{{- define "esg-operator.labels" -}}
app.kubernetes.io/name: esg-operator
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}
{{- define "esg-operator.image" -}}
{{- with .Values.image -}}
{{- if .digest }}{{ .repository }}@{{ .digest }}{{ else }}{{ .repository }}:{{ .tag | default $.Chart.AppVersion }}{{ end }}
{{- end }}
{{- end }}
{{- define "esg-operator.subjects" -}}
- kind: ServiceAccount
  name: {{ .Release.Name }}
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
- {apiGroups: [crd.projectcalico.org, projectcalico.org], resources: [networkpolicies], verbs: [list]}
- {apiGroups: [batch], resources: [jobs], verbs: [list, watch, create, delete]}
- {apiGroups: [""], resources: [pods], verbs: [list, watch]}
- {apiGroups: [""], resources: [services], verbs: [list, watch]}
- {apiGroups: [""], resources: [events], verbs: [list]}
- {apiGroups: [events.k8s.io], resources: [events], verbs: [create]}
{{- end }}
{{- /* Where the operator's pods go, and under which user they run. */}}
{{- define "esg-operator.placement" -}}
securityContext:
  runAsNonRoot: true
  seccompProfile: {type: RuntimeDefault}
{{- with .Values.imagePullSecrets }}
imagePullSecrets: {{- toYaml . | nindent 2 }}
{{- end }}
nodeSelector: {{- toYaml (merge (dict "kubernetes.io/os" "linux") .Values.nodeSelector) | nindent 2 }}
{{- with .Values.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
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
- {apiGroups: [cilium.io], resources: [ciliumclusterwidenetworkpolicies], verbs: [list]}
- {apiGroups: [crd.projectcalico.org, projectcalico.org], resources: [globalnetworkpolicies], verbs: [list]}
- {apiGroups: [""], resources: [nodes], verbs: [list]}
- {apiGroups: [networking.k8s.io], resources: [servicecidrs], verbs: [list]}
- {apiGroups: [discovery.k8s.io], resources: [endpointslices], resourceNames: [kubernetes], verbs: [get]}
{{- end }}
