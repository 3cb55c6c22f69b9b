package dev.millrace;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A process that works on jobs and answers nothing but its health and its metrics. */
@SpringBootApplication
public class WorkerApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(WorkerApplication.class, arguments);
    }
}
