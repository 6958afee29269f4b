-- The health of an EsgInstance for Argo CD (argocd-cm: resource.customizations.health.esg-operator.io_EsgInstance).
-- Healthy: mail can flow. Degraded: it cannot, or the operator makes no progress. Progressing: not proved yet.
-- A path whose loss breaks nothing leaves it Healthy, with the path in the message.
local hs = { status = "Progressing", message = "Waiting for the first round of probes" }
if obj.status == nil or obj.status.conditions == nil then
  return hs
end
if obj.status.observedGeneration ~= nil and obj.status.observedGeneration ~= obj.metadata.generation then
  hs.message = "Waiting for the operator to see this generation"
  return hs
end
local said = {}
for _, condition in ipairs(obj.status.conditions) do
  said[condition.type] = condition
end
local function is(kind, status)
  return said[kind] ~= nil and said[kind].status == status
end
if is("Stalled", "True") then
  hs.status = "Degraded"
  hs.message = said["Stalled"].message
elseif is("Reconciling", "True") then
  hs.message = said["Reconciling"].message
elseif is("Ready", "True") then
  hs.status = "Healthy"
  hs.message = said["Ready"].message
  if is("Degraded", "True") then
    hs.message = hs.message .. " " .. said["Degraded"].message
  end
elseif is("Ready", "False") then
  hs.status = "Degraded"
  hs.message = said["Ready"].message
elseif said["Ready"] ~= nil then
  hs.status = "Unknown"
  hs.message = said["Ready"].message
end
return hs
