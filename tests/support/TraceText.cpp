// SPDX-License-Identifier: MIT
#include "tests/support/TraceText.h"
#include "tests/support/TraceBuilder.h"
#include "tests/support/TraceClause.h"

#include <algorithm>
#include <sstream>
#include <stdexcept>
#include <tuple>

namespace heddle {
namespace {

// What is on its way, so that a get without a value knows what it takes.
struct Carried {
    MessageId message;
    std::string text;
    std::int64_t value = 0;
    bool isSentinel = false;
};

// Of an object that a clause may declare.
std::optional<ObjectKind> kindNamed(std::string_view word) {
    using enum ObjectKind;
    for (const ObjectKind kind :
         {queue, lifoQueue, priorityQueue, semaphore, barrier, recursiveMutex, readWriteLock, future, shared})
        if (nameOf(kind) == word)
            return kind;
    return std::nullopt;
}

class Teller {
public:
    std::shared_ptr<Trace> tellAll(std::string_view text);

private:
    struct Upbringing {
        std::string starter = "main";
        WorkerKind kind = WorkerKind::thread;
    };
    void lookAhead(const Clause& clause);
    bool declares(Clause clause);
    void tell(Clause clause);
    const Verb& readVerb(Clause& clause, Telling& telling);
    void readRest(Clause& clause, const Verb& verb, Telling& telling);
    void settleLife(Clause& clause, const Verb& verb, Telling& telling);
    void settleQueue(Telling& telling);
    void settleCondition(Telling& telling);
    void put(Telling& telling);
    void take(const Clause& clause, Telling& telling, ObjectId from);
    void beginToWait(Clause& clause, Telling telling);

    WorkerId worker(const std::string& name);
    ObjectId object(const std::string& name, ObjectKind kind);
    const ObjectInfo& infoOf(ObjectId id) { return *m_builder.trace().names().object(id); }

    TraceBuilder m_builder;
    std::map<std::string, Upbringing> m_upbringing;  // of all who act
    std::map<std::string, WorkerId> m_workers;
    std::map<std::string, ObjectId> m_objects;
    std::map<std::uint32_t, SiteId> m_sites;
    std::map<ObjectId, std::deque<Carried>> m_carried;             // by queues, and from pipe ends
    std::map<std::pair<WorkerId, ObjectId>, Carried> m_beingSent;  // told as called or waits
    std::map<ObjectId, std::int64_t> m_unfinished;
    std::map<ObjectId, std::int64_t> m_sleepers;                     // of conditions, not yet notified
    std::map<std::pair<WorkerId, ObjectId>, ObjectId> m_waitedWith;  // the mutex of a condition's waiter
    std::string m_value;                                             // V of the clause at hand
};

void Teller::lookAhead(const Clause& clause) {
    const auto& words = clause.words;
    if (words.size() == 2 && words[0] == "process") {
        m_upbringing[words[1]].kind = WorkerKind::process;
        return;
    }
    if (words.size() == 2 && words[0] == "stranger")
        return;
    if (kindNamed(words[0]) || words[0] == "pipe" || words.back() == "pass")
        return;
    m_upbringing.try_emplace(words[0]);
    for (std::size_t i = 1; i + 1 < words.size(); ++i)
        if (words[i] == "starts" || words[i] == "forks" || words[i] == "start" || words[i] == "fork")
            m_upbringing[words[i + 1]] = {words[0], words[i].starts_with("fork") ? WorkerKind::process
                                                                                 : WorkerKind::thread};
}

WorkerId Teller::worker(const std::string& name) {
    if (const auto known = m_workers.find(name); known != m_workers.end())
        return known->second;
    if (name == "main")
        return m_workers[name] = m_builder.addWorker("main", WorkerKind::process);
    const Upbringing upbringing = m_upbringing[name];
    const WorkerId parent = worker(upbringing.starter);
    const std::string path = m_builder.trace().names().worker(parent)->path + "/" + name;
    const WorkerId id = m_builder.addWorker(path, upbringing.kind, parent);
    m_objects[name] = m_builder.handleOf(id);
    return m_workers[name] = id;
}

ObjectId Teller::object(const std::string& name, ObjectKind kind) {
    if (const auto known = m_objects.find(name); known != m_objects.end())
        return known->second;
    if (m_upbringing.contains(name) && name != "main")
        return m_builder.handleOf(worker(name));
    return m_objects[name] = m_builder.addObject(kind, "main/" + name, worker("main"));
}

bool Teller::declares(Clause clause) {
    const std::string first = clause.words.front();
    if (first == "process" && clause.words.size() == 2) {
        worker(clause.words[1]);
    } else if (first == "stranger" && clause.words.size() == 2) {
        m_workers[clause.words[1]] = m_builder.addWorker(clause.words[1], WorkerKind::thread);
    } else if (const auto kind = kindNamed(first)) {
        const bool isBounded = clause.words.size() == 4 && clause.words[2] == "holds";
        m_objects[clause.words[1]] =
            m_builder.addObject(*kind, "main/" + clause.words[1], worker("main"),
                                isBounded ? numberIn(clause.words[3]) : std::nullopt);
    } else if (first == "pipe" && clause.words.size() >= 4 && clause.words[2] == "to") {
        const WorkerId maker = worker(clause.words.size() == 6 ? clause.words[5] : "main");
        const std::string& from = clause.words[1];
        const std::string& to = clause.words[3];
        std::tie(m_objects[from], m_objects[to]) = m_builder.addPipe("main/" + from, "main/" + to, maker);
    } else if (clause.words.size() == 2 && clause.words[1] == "pass") {
        std::istringstream words{first};
        std::int64_t count = 0;
        std::string unit;
        words >> count >> unit;
        m_builder.letPass({count * (unit == "s"    ? 1000000000
                                    : unit == "ms" ? 1000000
                                    : unit == "us" ? 1000
                                                   : 1)});
    } else {
        return false;
    }
    return true;
}

const Verb& Teller::readVerb(Clause& clause, Telling& telling) {
    std::string word = clause.eat();
    const Verb* verb = nullptr;
    if (word == "wants") {
        telling.phase = Phase::waits;
        verb = verbWithBase("acquire");
    } else if (word == "waits" && clause.eatIf("to")) {
        telling.phase = Phase::waits;
        verb = verbWithBase(clause.eat());
    } else if (word == "would") {
        telling.phase = Phase::called;
        verb = verbWithBase(clause.eat());
    } else if (word == "fails" && clause.eatIf("to")) {
        telling.phase = Phase::failed;
        telling.outcome = Outcome::error;
        verb = verbWithBase(clause.eat());
    } else {
        verb = verbWithThird(word);
    }
    if (verb == nullptr)
        clause.refuse("its verb is unknown");
    for (int o = 0; o <= static_cast<int>(Outcome::error); ++o)
        if (!clause.outcome.empty() && nameOf(static_cast<Outcome>(o)) == clause.outcome)
            telling.outcome = static_cast<Outcome>(o);
    telling.op = verb->op;
    return *verb;
}

void Teller::tell(Clause clause) {
    Telling telling;
    telling.worker = worker(clause.eat());
    telling.flags = clause.mayTimeOut ? Event::mayTimeOut : std::uint8_t{0};
    if (clause.line != 0) {
        SiteId& site = m_sites[clause.line];
        if (site.isNone())
            site = m_builder.addSite("toy.cpp", clause.line);
        telling.site = site;
    }
    const Verb& verb = readVerb(clause, telling);
    if (verb.base == "wait")
        return beginToWait(clause, telling);
    m_value.clear();
    readRest(clause, verb, telling);
    const bool isGiving = clause.eatIf("giving");
    const std::int64_t given = isGiving ? numberIn(clause.eat()).value_or(0) : 0;
    if (!clause.words.empty())
        clause.refuse("it has too many words");
    if (sendsMessage(telling.op))
        put(telling);
    if (receivesMessage(telling.op) && telling.op != Op::pipeRecv && telling.phase == Phase::done)
        take(clause, telling, telling.object);
    if (telling.op == Op::pipeRecv && telling.phase == Phase::done)
        take(clause, telling, infoOf(telling.object).peer);
    settleQueue(telling);
    settleCondition(telling);
    if (telling.text.empty() && telling.op == Op::sharedStore) {
        telling.text = m_value;
        telling.value = numberIn(m_value).value_or(0);
    }
    if (isGiving)
        telling.value = given;
    m_builder.tell(telling);
}

void Teller::readRest(Clause& clause, const Verb& verb, Telling& telling) {
    switch (verb.shape) {
    case Shape::alone:
    case Shape::endWith:
        return settleLife(clause, verb, telling);
    case Shape::anyWords:
        m_value = telling.op == Op::custom ? clause.eat() : clause.eatRest();
        telling.text = m_value;
        if (telling.op == Op::print)
            telling.object = object("output", ObjectKind::output);
        else if (clause.eatIf("on"))
            telling.object = object(clause.eat(), verb.kind);
        return;
    case Shape::what:
        clause.eatIf("on");
        if (telling.op == Op::conditionNotify && clause.eatIf("all"))
            telling.op = Op::conditionNotifyAll;
        break;
    case Shape::putIn:
    case Shape::sendOn:
        m_value = clause.eat();
        if (clause.eatIf("bytes")) {
            telling.value = numberIn(m_value).value_or(0);
            m_value.clear();
        }
        if (!clause.eatIf(verb.shape == Shape::sendOn ? "on" : "in"))
            clause.refuse("it does not say where to");
        break;
    case Shape::takeFrom:
        if (!clause.words.empty() && clause.words.front() != "from")
            m_value = clause.eat();
        if (clause.eatIf("bytes"))
            telling.value = numberIn(m_value).value_or(0);
        if (!clause.eatIf("from"))
            clause.refuse("it does not say where from");
        break;
    case Shape::loadAs:
        break;
    }
    telling.object = object(clause.eat(), verb.kind);
    if (verb.shape == Shape::loadAs && clause.eatIf("as"))
        telling.value = numberIn(clause.eat()).value_or(0);
    const ObjectKind kind = infoOf(telling.object).kind;
    if (telling.op == Op::queueJoin && kind != ObjectKind::queue)
        telling.op = kind == ObjectKind::process ? Op::processJoin : Op::threadJoin;
    if (telling.op == Op::queueClose && kind == ObjectKind::pipeEnd)
        telling.op = Op::pipeClose;
}

void Teller::settleLife(Clause& clause, const Verb& verb, Telling& telling) {
    if (verb.op != Op::threadBegin && verb.op != Op::threadEnd)
        return;
    const bool isProcess = m_builder.trace().names().worker(telling.worker)->kind == WorkerKind::process;
    telling.object = m_builder.handleOf(telling.worker);
    if (verb.op == Op::threadBegin) {
        telling.depth = Depth::library;
        telling.op = isProcess ? Op::processBegin : Op::threadBegin;
        return;
    }
    telling.op = isProcess ? Op::processEnd : Op::threadEnd;
    if (verb.base == "die") {
        telling.phase = Phase::failed;
        telling.outcome = Outcome::killed;
        telling.value = 137;
        telling.flags = Event::madeByCollector;
    } else if (clause.eatIf("with")) {
        telling.value = numberIn(clause.eat()).value_or(0);
    }
}

void Teller::put(Telling& telling) {
    const std::pair key{telling.worker, telling.object};
    Carried& carried = m_beingSent[key];
    if (carried.message.isNone())
        carried.message = m_builder.newMessage();
    if (!m_value.empty())
        carried.text = m_value;
    carried.isSentinel = m_value == "sentinel";
    if (telling.op != Op::pipeSend)
        telling.value = numberIn(m_value).value_or(0);
    else if (telling.value == 0)
        telling.value = static_cast<std::int64_t>(m_value.size());
    carried.value = telling.value;
    telling.message = carried.message;
    m_value = carried.text;
    telling.text = m_value;
    if (carried.isSentinel)
        telling.flags |= Event::isSentinel;
    if (telling.phase == Phase::done) {
        m_carried[telling.object].push_back(carried);
        m_beingSent.erase(key);
        ++m_unfinished[telling.object];
    } else if (telling.phase == Phase::failed) {
        m_beingSent.erase(key);
    }
}

void Teller::take(const Clause& clause, Telling& telling, ObjectId from) {
    std::deque<Carried>& all = m_carried[from];
    const auto taken = std::find_if(all.begin(), all.end(),
                                    [&](const Carried& c) { return m_value.empty() || c.text == m_value; });
    if (taken == all.end())
        clause.refuse("there is nothing of the kind to take");
    telling.message = taken->message;
    telling.value = taken->value;
    if (taken->isSentinel)
        telling.flags |= Event::isSentinel;
    m_value = taken->text;
    telling.text = m_value;
    all.erase(taken);
}

void Teller::settleQueue(Telling& telling) {
    if (telling.op == Op::queueTaskDone && telling.phase == Phase::done)
        telling.value = --m_unfinished[telling.object];
    if (telling.op == Op::queueJoin)
        telling.value = m_unfinished[telling.object];
}

void Teller::settleCondition(Telling& telling) {
    if (telling.op == Op::conditionNotify || telling.op == Op::conditionNotifyAll) {
        std::int64_t& sleepers = m_sleepers[telling.object];
        telling.value = telling.op == Op::conditionNotify ? std::min<std::int64_t>(1, sleepers) : sleepers;
        sleepers -= telling.value;
    }
    if (telling.op != Op::conditionWait)
        return;
    if (telling.phase == Phase::failed)  // it was not told, so it is a sleeper still
        --m_sleepers[telling.object];
    const auto with = m_waitedWith.find({telling.worker, telling.object});
    if (with == m_waitedWith.end())
        return;
    m_builder.tell({.worker = telling.worker,
                    .op = Op::mutexAcquire,
                    .object = with->second,
                    .site = telling.site,
                    .depth = Depth::library});
    m_waitedWith.erase(with);
}

void Teller::beginToWait(Clause& clause, Telling telling) {
    if (!clause.eatIf("on"))
        clause.refuse("it does not say on what");
    telling.object = object(clause.eat(), ObjectKind::condition);
    const ObjectId mutex = clause.eatIf("with") ? object(clause.eat(), ObjectKind::mutex) : ObjectId{};
    if (telling.phase == Phase::called)
        return m_builder.tell(telling);
    telling.phase = Phase::waits;
    m_builder.open(telling);
    if (!mutex.isNone()) {
        m_waitedWith[{telling.worker, telling.object}] = mutex;
        m_builder.tell({.worker = telling.worker,
                        .op = Op::mutexRelease,
                        .object = mutex,
                        .site = telling.site,
                        .depth = Depth::library});
    }
    ++m_sleepers[telling.object];
    m_builder.tell(telling);
}

std::shared_ptr<Trace> Teller::tellAll(std::string_view text) {
    const std::vector<Clause> clauses = clausesIn(text);
    for (const Clause& clause : clauses)
        lookAhead(clause);
    worker("main");
    for (const Clause& clause : clauses)
        if (!declares(clause))
            tell(clause);
    return m_builder.result();
}

}  // namespace

std::shared_ptr<Trace> traceFrom(std::string_view text) {
    return Teller{}.tellAll(text);
}

ToldWorld worldFrom(std::string_view text) {
    return worldOf(traceFrom(text));
}

}  // namespace heddle
