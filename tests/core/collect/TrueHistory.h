// SPDX-License-Identifier: MIT
// A toy machine that runs workers in tiny steps, so that a test knows what truly happened and when each
// record came.
#pragma once

#include "core/collect/Deaths.h"
#include "core/collect/Merger.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace heddle {

// Workers, and a collector that samples, drains and merges them, interleaved step by step as a script of
// numbers says. Every worker is a process of its own, so that it can be killed alone.
class TrueHistory {
public:
    struct Kinds {
        bool losesRecords = false;
        bool killsWorkers = false;
    };
    TrueHistory(std::vector<std::uint32_t> script, Kinds kinds);

    void run();  // the script, then everybody's end, then a few quiet rounds

    const std::vector<Event>& merged() const { return m_merged; }
    std::string fault() const;  // "" if the merged order is true; else what is wrong with it
    const EdgeCounts& counts() const { return m_merger.counts(); }

private:
    struct Toy {
        WorkerId id;
        ObjectId handle;
        std::deque<std::function<void()>> plan;  // tiny steps left of the operation that it is in
        std::vector<Event> ring;                 // published, not drained
        IntentNow intent;
        SlotState state = SlotState::running;
        std::uint32_t operations = 0;
        std::uint64_t messages = 0;
        bool isDead = false, isBuried = false, hasEnded = false;
        Lane* lane = nullptr;
    };
    struct Thing {
        std::uint32_t count = 0;
        std::deque<MessageId> messages;
    };

    std::uint32_t choose(std::uint32_t ways);
    bool isOver() const { return m_at >= m_script.size(); }
    Toy& addToy(ObjectId handle);
    void stepWorker(Toy& toy);
    void planOperation(Toy& toy);
    void planPlain(Toy& toy, Op op, ObjectId object);
    void planNested(Toy& toy);
    void planWait(Toy& toy);
    void planStart(Toy& toy);
    void planJoin(Toy& toy);
    void planEnd(Toy& toy);
    std::shared_ptr<Event> called(Toy& toy, Op op, ObjectId object, std::uint32_t parent);
    void publish(Toy& toy, const Event& event);
    void takeEffect(Toy& toy, Event& event);

    void stepCollector();
    void planRound(std::int64_t horizonTicks);
    void sample(Toy& toy);
    void drain(Toy& toy);
    void bury(Toy& toy);
    void merge(std::int64_t horizonTicks);

    std::string faultOfDelivery() const;
    std::string faultOfOrders() const;
    std::string faultOfMessages() const;
    std::string faultOfHandles() const;

    std::vector<std::uint32_t> m_script;
    std::size_t m_at = 0;
    Kinds m_kinds;
    std::int64_t m_ticks = 1;
    std::vector<std::unique_ptr<Toy>> m_toys;
    std::map<ObjectId, Thing> m_things;
    std::uint32_t m_lastObject = 3;  // 1 to 3 are shared by all
    Merger m_merger;
    std::deque<std::function<void()>> m_round;
    std::vector<Event> m_delivered, m_merged;
};

}  // namespace heddle
