module esg-operator/kubectl-esg

go 1.25.0
