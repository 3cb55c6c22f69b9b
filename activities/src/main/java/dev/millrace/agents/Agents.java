package dev.millrace.agents;

import dev.millrace.llm.LocalAnswer;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Every agent that a tenant has, and what is known without a language model. */
@Component
public final class Agents {
    private final ObjectProvider<AgentCatalog> catalogs;
    private final ObjectProvider<LocalAgents> locals;

    /** Asked for late: agents may use what uses jobs. */
    Agents(ObjectProvider<AgentCatalog> catalogs, ObjectProvider<LocalAgents> locals) {
        this.catalogs = catalogs;
        this.locals = locals;
    }

    public List<AgentDefinition> list(TenantId tenant) {
        return catalogs.orderedStream()
                .flatMap(catalog -> catalog.list(tenant).stream())
                .toList();
    }

    public Optional<AgentDefinition> find(TenantId tenant, String name) {
        return catalogs.orderedStream()
                .flatMap(catalog -> catalog.find(tenant, name).stream())
                .findFirst();
    }

    /** @throws Problem NOT_FOUND, with the names there are */
    public AgentDefinition get(TenantId tenant, String name) {
        return find(tenant, name).orElseThrow(() -> unknown(tenant));
    }

    Optional<LocalAnswer> local(TenantId tenant, String name, JsonNode input) {
        return locals.orderedStream()
                .flatMap(local -> local.of(tenant, name, input).stream())
                .findFirst();
    }

    /** @throws Problem as {@link LocalAgents#check} */
    public void check(TenantId tenant, String name, JsonNode input) {
        locals.orderedStream().forEach(local -> local.check(tenant, name, input));
    }

    List<String> missing(TenantId tenant, String name, JsonNode input) {
        return locals.orderedStream()
                .flatMap(local -> local.missing(tenant, name, input).stream())
                .distinct()
                .toList();
    }

    private Problem unknown(TenantId tenant) {
        String known =
                list(tenant).stream().map(AgentDefinition::name).limit(50).collect(Collectors.joining(", "));
        return new Problem(
                ProblemType.NOT_FOUND,
                "there is no agent of this name" + (known.isEmpty() ? "" : "; there are " + known));
    }
}
