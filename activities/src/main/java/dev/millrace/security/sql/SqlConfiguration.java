package dev.millrace.security.sql;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The SQL sandbox of one process. Together its queries take at most their number times their memory. */
@Configuration(proxyBeanMethods = false)
class SqlConfiguration {
    @Bean
    SqlSandbox sqlSandbox(
            @Value("${millrace.datasets.work:${MILLRACE_HOME:${java.io.tmpdir}/millrace}/work}") Path work,
            @Value("${millrace.sql.memory-mb:1024}") int memoryMb,
            @Value("${millrace.sql.instances:2}") int instances,
            @Value("${millrace.sql.max-time:30m}") Duration time) {
        SqlLimits standard = SqlLimits.DEFAULT;
        DuckDbLock duckDb = new DuckDbLock(
                memoryMb, standard.duckDb().diskMb(), standard.duckDb().threads());
        return new SqlSandbox(
                new SqlLimits(duckDb, instances, time, standard.rows(), standard.columns(), standard.bytes()), work);
    }
}
