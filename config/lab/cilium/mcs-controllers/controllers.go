// Package controllers stands in for a module that no proxy serves; Cilium uses this one name of it.
package controllers

const DerivedServiceAnnotation = "multicluster.kubernetes.io/derived-service"
