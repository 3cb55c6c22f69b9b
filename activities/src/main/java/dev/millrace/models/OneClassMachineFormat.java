package dev.millrace.models;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The kernel expansion of a {@link OneClassMachine}. */
final class OneClassMachineFormat implements PredictorFormat<OneClassMachine> {
    private final KernelExpansionFormat distance = new KernelExpansionFormat();

    @Override
    public String kind() {
        return "one_class_machine";
    }

    @Override
    public Class<OneClassMachine> type() {
        return OneClassMachine.class;
    }

    @Override
    public Map<String, Object> write(OneClassMachine model, Map<String, Object> arrays) {
        return distance.write(model.distance(), arrays);
    }

    @Override
    public OneClassMachine read(JsonNode header, ArrayFile file, int features) {
        return new OneClassMachine(distance.read(header, file, features));
    }
}
