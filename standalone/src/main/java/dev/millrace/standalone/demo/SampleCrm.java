package dev.millrace.standalone.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SplittableRandom;

/**
 * A small sample CRM, made by rule from a fixed seed and marked {@code synthetic}. In it referrals, large companies and senior
 * titles convert more often, and deals with a demo are won more often: what models and statistics are to find out.
 */
final class SampleCrm {
    private static final long SEED = 20_260_101L;
    private static final int COMPANIES = 30;
    private static final int LEADS = 400;
    private static final int OPEN_LEADS = 40;
    private static final int DEALS = 160;
    private static final int OPEN_DEALS = 30;
    private static final int CUSTOMERS = 60;

    private static final List<String> INDUSTRIES = List.of("Software", "Retail", "Manufacturing", "Healthcare");
    private static final List<String> COUNTRIES = List.of("DE", "FR", "US", "JP");
    private static final List<String> SOURCES = List.of("referral", "website", "event", "cold call");
    private static final double[] SOURCE_WEIGHT = {1.6, 0.3, -0.2, -1.3};
    private static final List<String> TITLES =
            List.of("Director of Operations", "Head of Purchasing", "Manager", "Analyst");
    private static final double[] TITLE_WEIGHT = {1.1, 0.8, -0.2, -0.9};
    private static final List<String> PRODUCTS = List.of("Portal", "Reporting", "Integration");
    private static final List<String> KINDS = List.of("call", "email", "meeting");
    private static final List<String> SAYINGS = List.of(
            "They struggle with reports that are made manually. We will send an offer by Friday.",
            "The team is interested in more seats for the portal. Next step is a meeting with purchasing.",
            "They are worried about the budget and compare us with Sample Rival. A security review is due.",
            "The pilot went well and the users would like additional modules. Please schedule the workshop.",
            "The old system is slow and cannot export data. They need to decide before the next quarter.");

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Instant now;
    private final Map<String, List<SequencedMap<String, Object>>> records = new LinkedHashMap<>();
    private int activities;

    private SampleCrm(Instant now) {
        this.now = now.truncatedTo(ChronoUnit.DAYS);
    }

    /** Entities by type, each with its id; times are counted back from {@code now}. */
    static Map<String, List<SequencedMap<String, Object>>> asOf(Instant now) {
        SampleCrm crm = new SampleCrm(now);
        crm.companies();
        crm.leads();
        crm.deals();
        crm.customers();
        crm.documents();
        return crm.records;
    }

    private void companies() {
        for (int i = 0; i < COMPANIES; i++) {
            SequencedMap<String, Object> company = record("company", "Sample Company", i);
            company.put("industry", INDUSTRIES.get(i % INDUSTRIES.size()));
            company.put("country", COUNTRIES.get(i / 4 % COUNTRIES.size()));
            company.put("employees", employees());
            company.put("website", "https://company-" + i + ".example");
            company.put(
                    "description",
                    "A synthetic company in "
                            + INDUSTRIES.get(i % INDUSTRIES.size()).toLowerCase(Locale.ROOT)
                            + " with several sites. It plans a new customer portal.");
            SequencedMap<String, Object> contact = record("contact", "Sample Contact", i);
            contact.put("title", TITLES.get(i % TITLES.size()));
            contact.put("email", "contact-" + i + "@company-" + i + ".example");
            contact.put("company_id", company.get("id"));
        }
    }

    private void leads() {
        for (int i = 0; i < LEADS; i++) {
            int source = random.nextInt(SOURCES.size());
            int title = random.nextInt(TITLES.size());
            int employees = employees();
            SequencedMap<String, Object> lead = record("lead", "Sample Lead", i);
            lead.put("title", TITLES.get(title));
            lead.put("source", SOURCES.get(source));
            lead.put("industry", pick(INDUSTRIES));
            lead.put("country", pick(COUNTRIES));
            lead.put("employees", employees);
            lead.put("annual_revenue", employees * (50_000 + 1_000 * random.nextInt(100)));
            if (random.nextInt(3) > 0) {
                lead.put("budget", 5_000 + 500 * random.nextInt(150));
            }
            boolean open = i < OPEN_LEADS;
            lead.put("created", daysAgo(open ? 5 + random.nextInt(60) : 90 + random.nextInt(600)));
            if (open) {
                lead.put("company_id", "company-" + i % COMPANIES);
                if (i % 2 == 0) {
                    lead.put("needed_by", daysAgo(-10 - random.nextInt(120)));
                }
                talk("lead_id", lead, random.nextInt(4), 40);
            } else {
                double odds = SOURCE_WEIGHT[source] + TITLE_WEIGHT[title] + 0.8 * (Math.log10(employees) - 2) - 0.4;
                lead.put("converted", happens(odds));
            }
        }
    }

    private void deals() {
        for (int i = 0; i < DEALS; i++) {
            boolean open = i < OPEN_DEALS;
            int opened = open ? 10 + random.nextInt(80) : 100 + random.nextInt(500);
            boolean demo = random.nextInt(2) == 0;
            boolean rival = random.nextInt(3) == 0;
            SequencedMap<String, Object> deal = record("deal", "Sample Deal", i);
            deal.put("company_id", "company-" + i % COMPANIES);
            deal.put("industry", INDUSTRIES.get(i % COMPANIES % INDUSTRIES.size()));
            deal.put("source", pick(SOURCES));
            deal.put("product", pick(PRODUCTS));
            deal.put("amount", String.format(Locale.ROOT, "%d.00", 4_000 + 1_000 * random.nextInt(120)));
            deal.put("created", daysAgo(opened));
            if (rival) {
                deal.put("competitor", "Sample Rival");
            }
            if (open) {
                deal.put("status", "open");
                deal.put("expected_close", daysAgo(20 - random.nextInt(80)));
            } else {
                deal.put("status", happens((demo ? 1.2 : -0.9) + (rival ? -0.8 : 0.3)) ? "won" : "lost");
                deal.put("closed", daysAgo(opened - 20 - random.nextInt(60)));
            }
            talk("deal_id", deal, 1 + random.nextInt(3), opened);
            if (demo && !open) {
                activity("deal_id", deal, "demo", opened - 10);
            }
        }
    }

    private void customers() {
        for (int i = 0; i < CUSTOMERS; i++) {
            boolean basic = random.nextInt(2) == 0;
            int tickets = random.nextInt(3) == 0 ? 1 + random.nextInt(6) : 0;
            SequencedMap<String, Object> customer = record("customer", "Sample Customer", i);
            customer.put("company_id", "company-" + i % COMPANIES);
            customer.put("industry", pick(INDUSTRIES));
            customer.put("country", pick(COUNTRIES));
            customer.put("employees", employees());
            customer.put("plan", basic ? "basic" : "pro");
            customer.put("monthly_revenue", basic ? 90 : 480);
            customer.put("open_tickets", tickets);
            customer.put("since", daysAgo(200 + random.nextInt(900)));
            if (i >= 10) {
                customer.put("churned", happens((basic ? 0.4 : -1.6) + (tickets > 0 ? 0.9 : -0.4)));
            } else {
                talk("customer_id", customer, 2 + random.nextInt(5), 60);
            }
        }
    }

    private void documents() {
        String[] titles = {"Portal guide", "Security of the portal", "Reporting guide", "Integration with other systems"
        };
        String[] texts = {
            "How users of a portal find orders, invoices and tickets. A new site is set up in a day.",
            "What is encrypted, who may see what, and how a security review of the portal goes.",
            "Reports that were made manually are made by schedule. Slow exports become fast.",
            "How data come from and go to other systems, and what to do about errors."
        };
        for (int i = 0; i < titles.length; i++) {
            SequencedMap<String, Object> document = record("document", "Sample Document", i);
            document.put("title", titles[i]);
            document.put("text", texts[i]);
            document.put("company_id", "company-" + i);
        }
    }

    /** So many activities within the last days. */
    private void talk(String reference, Map<String, Object> about, int count, int days) {
        for (int i = 0; i < count; i++) {
            activity(reference, about, pick(KINDS), 1 + random.nextInt(Math.max(1, days - 1)));
        }
    }

    private void activity(String reference, Map<String, Object> about, String kind, int days) {
        SequencedMap<String, Object> activity = record("activity", "Sample Activity", activities++);
        activity.put(reference, about.get("id"));
        activity.put("kind", kind);
        activity.put("at", daysAgo(Math.max(0, days)));
        activity.put("subject", "Sample " + kind);
        activity.put("text", pick(SAYINGS));
    }

    private SequencedMap<String, Object> record(String type, String name, int number) {
        SequencedMap<String, Object> record = new LinkedHashMap<>();
        record.put("id", type + "-" + number);
        record.put("name", String.format(Locale.ROOT, "%s %03d", name, number));
        record.put("synthetic", true);
        records.computeIfAbsent(type, key -> new ArrayList<>()).add(record);
        return record;
    }

    private boolean happens(double logOdds) {
        return random.nextDouble() < 1 / (1 + Math.exp(-logOdds));
    }

    private int employees() {
        return (int) Math.round(Math.pow(10, 1 + 2.5 * random.nextDouble()));
    }

    private String daysAgo(int days) {
        return now.minus(Duration.ofDays(days)).toString();
    }

    private String pick(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }
}
