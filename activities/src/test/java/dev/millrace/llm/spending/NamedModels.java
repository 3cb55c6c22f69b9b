package dev.millrace.llm.spending;

import dev.millrace.llm.ReachableModels;
import dev.millrace.tenancy.TenantId;
import java.util.List;

/** A model that is asked for by its own name. */
final class NamedModels implements ReachableModels {
    @Override
    public List<ModelName> of(TenantId tenant, String model) {
        int slash = model.indexOf('/');
        return slash < 0 ? List.of() : List.of(new ModelName(model.substring(0, slash), model.substring(slash + 1)));
    }
}
