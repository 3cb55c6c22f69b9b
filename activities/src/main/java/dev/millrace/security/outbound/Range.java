package dev.millrace.security.outbound;

import java.net.InetAddress;

/** A block of addresses in CIDR notation, and what lies there. */
record Range(byte[] prefix, int bits, String what) {
    static Range of(String cidr, String what) {
        String[] parts = cidr.split("/", 2);
        return new Range(InetAddress.ofLiteral(parts[0]).getAddress(), Integer.parseInt(parts[1]), what);
    }

    /** @param address 4 bytes or 16; of the other family it is never in the block */
    boolean contains(byte[] address) {
        if (address.length != prefix.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            if (address[i] != prefix[i]) {
                return false;
            }
        }
        int rest = bits % Byte.SIZE;
        return rest == 0 || ((address[whole] ^ prefix[whole]) & 0xFF) >> (Byte.SIZE - rest) == 0;
    }
}
