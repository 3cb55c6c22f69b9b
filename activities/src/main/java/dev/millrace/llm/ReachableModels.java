package dev.millrace.llm;

import dev.millrace.tenancy.TenantId;
import java.util.List;

/** Which models a call may come to, so that it is known before what it may cost. */
public interface ReachableModels {
    /** In any order, without the local answer; empty when none is set up. */
    List<ModelName> of(TenantId tenant, String model);

    /** A provider's model, by the names that both go by. */
    record ModelName(String provider, String model) {
        public String id() {
            return provider + "/" + model;
        }
    }
}
