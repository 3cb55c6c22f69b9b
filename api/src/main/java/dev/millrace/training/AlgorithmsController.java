package dev.millrace.training;

import dev.millrace.security.Caller;
import dev.millrace.training.algorithm.Algorithms;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What can be trained. */
@Tag(name = "Training")
@RestController
@RequestMapping("/api/v1/training/algorithms")
class AlgorithmsController {
    @Operation(summary = "List the algorithms", description = "With the tasks they do and the settings they take.")
    @GetMapping
    List<AlgorithmView> list(Caller caller) {
        return Algorithms.builtIn().all().stream().map(AlgorithmView::of).toList();
    }
}
