// SPDX-License-Identifier: MIT
// An order desk. Clients order over TCP; the desk's threads number the orders and pass them on by a queue to
// two cooks, which are processes and write what they have done into a dict of a manager's; a logger hears of
// all.
#include "core/ipc/Manager.h"
#include "core/ipc/Pipe.h"
#include "core/ipc/Process.h"
#include "core/ipc/ProcessQueue.h"
#include "core/ipc/TcpListener.h"
#include "core/ipc/TcpSocket.h"
#include "core/sync/Argument.h"
#include "core/sync/LockGuard.h"
#include "core/sync/Mutex.h"
#include "core/sync/Print.h"
#include "core/sync/Shared.h"
#include "core/sync/ThreadPool.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

using namespace heddle;

constexpr std::size_t orderBytes = 8;
constexpr int cooks = 2;

// TCP keeps no messages apart; an order has a fixed length. Shorter: the other side has closed.
std::string receiveOrder(TcpSocket& socket) {
    std::string order;
    while (order.size() < orderBytes) {
        auto piece = socket.recv(orderBytes - order.size());
        if (!piece)
            break;
        order += *piece;
    }
    return order;
}

int client(TcpListener& listener, int number, int orders) {
    TcpSocket socket("to-desk");
    if (socket.connect(listener.port()) != Outcome::ok)
        return 1;
    for (int i = 0; i < orders; ++i) {
        std::string order = "c" + std::to_string(number) + "-" + std::to_string(i);
        order.resize(orderBytes, ' ');
        socket.sendAll(order);
        if (receiveOrder(socket).size() < orderBytes)
            return 1;
    }
    socket.close();
    return 0;
}

int cook(ProcessQueue<std::optional<int>>& kitchen, ManagedDict& done) {
    while (const std::optional<int> order = *kitchen.get()) {
        done.set(*order, *order * *order);
        kitchen.taskDone();
    }
    return 0;
}

int logger(PipeEnds& log) {
    log.second.close();  // or it would wait for itself in the end
    int heard = 0;
    while (log.first.recv())
        ++heard;
    print("Logged: " + std::to_string(heard));
    return 0;
}

// What the desk's threads have in common.
struct Desk {
    ProcessQueue<std::optional<int>>& kitchen;
    Connection& log;
    Mutex counting{"counting"};
    Shared<int> taken{"taken", 0};

    int takeOrder() {
        const LockGuard guard{counting};
        const int number = taken.load() + 1;
        taken.store(number);
        log.send("order " + std::to_string(number));
        kitchen.put(number);
        return number;
    }

    int serve(TcpSocket& socket) {
        int served = 0;
        for (; receiveOrder(socket).size() == orderBytes; ++served) {
            std::string answer = "no " + std::to_string(takeOrder());
            answer.resize(orderBytes, ' ');
            socket.sendAll(answer);
        }
        socket.close();
        return served;
    }

    int serveAll(TcpListener& listener, int clients) {
        ThreadPool pool(2, "desk");
        std::vector<Future<int>> each;
        for (int i = 0; i < clients; ++i)
            if (auto accepted = listener.accept("to-client-" + std::to_string(i))) {
                auto socket = std::make_shared<TcpSocket>(std::move(*accepted));
                each.push_back(pool.submit([this, socket] { return serve(*socket); }));
            }
        int served = 0;
        for (Future<int>& future : each)
            served += future.get();
        return served;
    }
};

void joinAll(std::vector<Process>& processes) {
    for (Process& process : processes)
        process.join();
}

int main() {
    const int clients = argument("clients", 3);
    const int orders = argument("orders", 12);

    TcpListener listener("listener");
    if (listener.listen() != Outcome::ok)
        return 1;
    Manager manager("manager");  // before the pipe, of which its process would hold an end open
    ManagedDict done = manager.dict("done");
    ProcessQueue<std::optional<int>> kitchen("kitchen");
    PipeEnds log = makePipe("log");

    // Processes first: a fork copies one thread only, and whatever lock another one holds stays locked.
    std::vector<Process> cooking, ordering;
    for (int i = 0; i < cooks; ++i)
        cooking.emplace_back("cook-" + std::to_string(i), [&] { return cook(kitchen, done); });
    Process logging("logger", [&] { return logger(log); });
    for (int i = 0; i < clients; ++i)
        ordering.emplace_back("client-" + std::to_string(i), [&, i] {
            return client(listener, i, orders / clients + (i < orders % clients ? 1 : 0));
        });

    Desk desk{kitchen, log.second};
    const int served = desk.serveAll(listener, clients);
    joinAll(ordering);
    kitchen.join();
    for (int i = 0; i < cooks; ++i)
        kitchen.put(std::nullopt);
    joinAll(cooking);
    log.second.close();
    logging.join();
    print("Orders: " + std::to_string(served) + ", done: " + std::to_string(done.size()));
}
