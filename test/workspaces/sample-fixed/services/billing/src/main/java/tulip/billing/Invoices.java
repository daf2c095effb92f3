package tulip.billing;

import java.util.List;

/** What riders owe at the end of a month. */
class Invoices {
    private final List<Invoice> open;

    Invoices(List<Invoice> open) {
        this.open = open;
    }

    boolean isPaid(Invoice invoice) {
        return "paid".equals(invoice.state());
    }

    Invoice latest(List<Invoice> invoices, String rider) {
        return invoices.stream().filter(invoice -> invoice.isOf(rider)).findFirst().orElseThrow(() -> new NoInvoice(rider));
    }
}
