/** Streams that are stopped, or whose handle is closed, while another process sends at full speed. */
package io.sluice.trial.stop;
