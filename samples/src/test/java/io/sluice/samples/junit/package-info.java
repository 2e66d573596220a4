/** Tests as a user of {@code sluice-junit} writes them, with nothing but what the modules export. */
package io.sluice.samples.junit;
