package tulip.billing;

import java.util.List;

/** What riders owe at the end of a month. */
class Invoices {
    private final List open;

    Invoices(List<Invoice> open) {
        this.open = open;
    }

    boolean isPaid(Invoice invoice) {
        return invoice.state() == "paid";
    }

    Invoice latest(List<Invoice> invoices, String rider) {
        return invoices.stream().filter(invoice -> invoice.isOf(rider)).findFirst().get();
    }
}
