/**
 * {@code sluice web}: all objects in a browser. {@link io.sluice.cli.web.RequestGate} decides who is answered, and
 * {@link io.sluice.cli.web.WaitingRoom} how many may wait for that. {@link
 * io.sluice.cli.web.ObjectAction} is what it may change, where that is allowed. Imports the overview and the doctor, Reactor Netty, and what
 * the commands of all kinds share. Nothing here is loaded by another command.
 */
@NullMarked
package io.sluice.cli.web;

import org.jspecify.annotations.NullMarked;
