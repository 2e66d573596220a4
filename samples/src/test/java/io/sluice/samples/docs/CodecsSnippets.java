package io.sluice.samples.docs;

import io.sluice.codec.MessageCodec;
import io.sluice.codec.struct.DoubleField;
import io.sluice.codec.struct.IntField;
import io.sluice.codec.struct.StructBuilder;
import io.sluice.codec.struct.StructCodec;
import io.sluice.codec.struct.ValueField;
import io.sluice.jackson.Jackson3Codec;
import io.sluice.mqueue.PosixMessage;
import io.sluice.pipe.PipeReadEnd;
import io.sluice.reactor.codec.CodecSender;
import io.sluice.reactor.codec.Undecodable;
import io.sluice.reactor.codec.WhenUndecodable;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqSender;
import io.sluice.reactor.pipe.Framing;
import io.sluice.reactor.pipe.PipeReceiver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** The Java of docs/codecs.md. */
final class CodecsSnippets {
    private CodecsSnippets() {}

    record Order(String item, int count, boolean urgent) {}

    static void both(PosixMqReceiver receiver, PosixMqSender sender) {
        MessageCodec<Order> codec = Jackson3Codec.of(new JsonMapper(), Order.class);
        CodecSender<Order> orders = sender.encoding(codec, order -> order.urgent() ? 9 : 0);

        orders.send(new Order("bolts", 12, true)).subscribe();
        receiver.receive(codec).subscribe(order -> System.out.println(order.item()));
    }

    /** What a decoder fills again and again. */
    static final class Tick {
        int item;
        double price;

        Tick of(int newItem, double newPrice) {
            item = newItem;
            price = newPrice;
            return this;
        }
    }

    interface Book {
        void update(int item, double price);
    }

    static Flux<Double> prices(PosixMqReceiver receiver) {
        Flux<Double> prices = receiver.receive((priority, message) -> message.getDouble(8));
        return prices;
    }

    static void sameObject(PosixMqReceiver receiver, Book book) {
        Tick tick = new Tick();
        receiver.receive((priority, message) -> tick.of(message.getInt(0), message.getDouble(8)))
                .subscribe(each -> book.update(each.item, each.price));
    }

    static void skip(PosixMqReceiver receiver, MessageCodec<Order> codec) {
        WhenUndecodable<PosixMessage> skipped = WhenUndecodable.skip();
        receiver.receive(codec, skipped).subscribe(order -> System.out.println(order.item()));
        System.out.println(skipped.count() + " messages were no orders");
    }

    static void deadLetters(PosixMqReceiver receiver, MessageCodec<Order> codec, PosixMqSender dead) {
        Flux<Order> orders = receiver.receive(codec, WhenUndecodable.deadLetterTo(dead));
        orders.subscribe(order -> System.out.println(order.item()));
    }

    static WhenUndecodable<PosixMessage> toFile() {
        return WhenUndecodable.deadLetter(
                bad -> Mono.fromCallable(() -> append(bad)).subscribeOn(Schedulers.boundedElastic()));
    }

    private static Path append(Undecodable<PosixMessage> bad) throws IOException {
        String line = bad.cause().getMessage() + "\n";
        return Files.writeString(
                Path.of("/var/spool/orders.dead"), line, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    }

    static PipeReceiver<Reading> ofPipe(PipeReadEnd end) {
        StructCodec<Reading> codec = Reading.CODEC;
        return PipeReceiver.create(end, Framing.decoded(Framing.fixed(codec.size()), codec));
    }

    record Reading(int sensor, double celsius, String unit) {
        static final StructCodec<Reading> CODEC = codec();

        private static StructCodec<Reading> codec() {
            StructBuilder<Reading> struct = StructCodec.builder("reading");
            IntField sensor = struct.uint16("sensor", Reading::sensor);
            DoubleField celsius = struct.float64("celsius", Reading::celsius);
            ValueField<String> unit = struct.string("unit", 8, Reading::unit);
            return struct.build(in -> new Reading(sensor.get(in), celsius.get(in), unit.get(in)));
        }
    }

    static void print() {
        System.out.println(Reading.CODEC.toC());
        System.out.println(Reading.CODEC.assertionsInC("reading_t"));
    }
}
