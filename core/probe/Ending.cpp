// SPDX-License-Identifier: MIT
#include "core/probe/Ending.h"

#include "core/probe/Operation.h"

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <string>
#include <utility>

namespace heddle {
namespace {

std::terminate_handler formerHandler = nullptr;
std::atomic<std::uint32_t> toldInGeneration{0};  // two threads may call exit at once

bool isFirstToTell() {
    return toldInGeneration.exchange(watch::generation) != watch::generation;
}

Event endOf(Worker& worker, int exitCode) {
    Event event;
    event.start = event.end = static_cast<std::int64_t>(worker.now());
    event.worker = worker.id;
    event.object = watch::processHandle();  // whichever of its threads ends it
    event.value = exitCode;
    event.operation = worker.newOperation();
    event.op = Op::processEnd;
    return event;
}

void tellTerminate() {
    if (Worker* worker = thisWorker(); worker && isFirstToTell()) {
        std::string reason = "std::terminate";
        if (const std::exception_ptr thrown = std::current_exception()) {
            try {
                std::rethrow_exception(thrown);
            } catch (const std::exception& e) {
                reason = std::string("uncaught exception: ") + e.what();
            } catch (...) {
                reason = "uncaught exception of an unknown type";
            }
        }
        if (reason.size() > Event::textLimit)
            reason.resize(Event::textLimit);
        Event event = endOf(*worker, 128 + SIGABRT);
        event.phase = Phase::failed;
        event.outcome = Outcome::error;
        event.textBytes = static_cast<std::uint16_t>(reason.size());
        worker->record(event, reason);
    }
    if (formerHandler)
        formerHandler();
    std::abort();
}

}  // namespace

void recordProcessEndings() {
    formerHandler = std::set_terminate(tellTerminate);
    on_exit([](int status, void*) { recordProcessEnd(status & 0xff); }, nullptr);
}

void recordProcessEnd(int exitCode, std::string_view reason) {
    Worker* worker = watch::workerThatEnds();
    if (!worker || !isFirstToTell())
        return;
    Event event = endOf(*worker, exitCode);
    if (worker->gate.isHeld()) {
        event.phase = Phase::called;
        worker->record(event);
        Intent& intent = worker->slot().intent;
        intent.operation = event.operation;
        intent.object = event.object.number;
        intent.op = static_cast<std::uint8_t>(event.op);
        intent.depth = static_cast<std::uint8_t>(Depth::program);
        intent.phase = static_cast<std::uint8_t>(Phase::called);
        intent.mayTimeOut = 0;
        intent.value = exitCode;
        if (worker->stand(SlotState::exiting) == Grant::quiet) {
            watch::goQuiet();
            return;
        }
        event.end = static_cast<std::int64_t>(worker->now());
    }
    event.phase = reason.empty() ? Phase::done : Phase::failed;
    event.outcome = reason.empty() ? Outcome::ok : Outcome::error;
    reason = reason.substr(0, Event::textLimit);
    event.textBytes = static_cast<std::uint16_t>(reason.size());
    worker->record(event, reason);
    worker->slot().intent.operation = 0;
    worker->slot().state.store(static_cast<std::uint32_t>(SlotState::exiting), std::memory_order_release);
    // What the exit still does, in destructors of global objects that were there before us, is neither
    // recorded nor held, since all others wait until the process is gone.
    delete std::exchange(watch::current, nullptr);
    watch::hasSaidFarewell = true;
}

}  // namespace heddle
