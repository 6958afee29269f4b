module esg-operator/worlds

go 1.22.0
