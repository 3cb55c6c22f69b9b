package dev.millrace.pipelines.expression;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import java.util.Optional;

/** Tells CEL's checker the types that have fields. */
final class Provider implements CelTypeProvider {
    private final ImmutableMap<String, CelType> types;

    Provider(Types types) {
        this.types = ImmutableMap.copyOf(types.structs());
    }

    @Override
    public ImmutableCollection<CelType> types() {
        return types.values();
    }

    @Override
    public Optional<CelType> findType(String name) {
        return Optional.ofNullable(types.get(name));
    }
}
