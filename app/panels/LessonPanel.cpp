// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/LessonPanel.h"

#include "app/panels/ParameterForm.h"

#include <QEvent>
#include <QLabel>
#include <QScrollArea>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextList>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace heddle {

namespace {

QLabel* labelFor(const char* role, QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setProperty("role", role);
    label->setWordWrap(true);
    return label;
}

constexpr int leastLines = 10;  // of the text, that it is scrolled by itself

// Of what a panel is scrolled in, where it is.
QWidget* portOf(const QWidget& panel) {
    for (QWidget* around = panel.parentWidget(); around; around = around->parentWidget())
        if (const auto* area = qobject_cast<const QAbstractScrollArea*>(around))
            return area->viewport();
    return nullptr;
}

int seenHeight(const QWidget& panel) {
    const QWidget* port = portOf(panel);
    return port ? port->height() : panel.height();
}

// The panel shows the title itself, in its own place.
QString withoutHeading(const QString& markdown) {
    const QString trimmed = markdown.trimmed();
    return trimmed.startsWith(QLatin1String("# ")) ? trimmed.section(QLatin1Char('\n'), 1).trimmed()
                                                   : trimmed;
}

}  // namespace

LessonPanel::LessonPanel(QWidget* parent)
    : QWidget(parent), m_title(labelFor("title", this)), m_chapter(labelFor("small", this)),
      m_text(new QTextBrowser(this)), m_parametersTitle(labelFor("heading", this)),
      m_form(new ParameterForm(this)) {
    m_title->setObjectName(QStringLiteral("lesson.title"));
    m_text->setObjectName(QStringLiteral("lesson.text"));
    m_text->setAccessibleName(tr("About the lesson"));
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_text->setOpenExternalLinks(true);
    m_text->setMinimumHeight(4 * fontMetrics().height());
    m_text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);  // the parameters come first
    m_text->document()->setDocumentMargin(0);
    m_text->document()->setIndentWidth(fontMetrics().height());
    m_parametersTitle->setText(tr("Parameters"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_title);
    column->addWidget(m_chapter);
    column->addSpacing(fontMetrics().height() / 2);
    column->addWidget(m_text, 1);
    column->addSpacing(fontMetrics().height());
    column->addWidget(m_parametersTitle);
    column->addSpacing(fontMetrics().height() / 3);
    column->addWidget(m_form);
    setProgram(
        tr("No lesson yet"),
        tr("Choose a lesson at the top left, open a trace, or run a program of your own (menu File)."));
}

void LessonPanel::setLesson(const Lesson& lesson, int placesInChapter,
                            const std::map<std::string, std::string>& parameters, const QString& language) {
    m_title->setText(titleOf(lesson, language));
    m_chapter->setText(
        tr("Chapter %1 · lesson %2 of %3").arg(lesson.chapter).arg(lesson.place).arg(placesInChapter));
    m_chapter->show();
    showText(withoutHeading(textOf(lesson, language)));
    m_form->setLesson(lesson, parameters, language);
    m_parametersTitle->setVisible(!lesson.parameters.empty());
}

void LessonPanel::setProgram(const QString& title, const QString& about) {
    m_title->setText(title);
    m_chapter->hide();
    showText(about);
    m_form->clear();
    m_parametersTitle->hide();
}

void LessonPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (QWidget* port = portOf(*this))
        port->installEventFilter(this);
}

// Where the panel is higher than what it is scrolled in, it keeps its height whatever room there comes to be.
bool LessonPanel::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize)
        fitText();
    return QWidget::eventFilter(watched, event);
}

void LessonPanel::resizeEvent(QResizeEvent*) {
    fitText();
}

// In a low window the text is as high as it is, and is scrolled with the panel: in a bar within a bar nobody
// would read it.
void LessonPanel::fitText() {
    const int line = fontMetrics().height(), least = 4 * line;
    const int others = layout()->minimumSize().height() - m_text->minimumHeight();
    const bool isLow = seenHeight(*this) - others < leastLines * line;
    const int whole = static_cast<int>(std::ceil(m_text->document()->size().height())) + 1;
    m_text->setVerticalScrollBarPolicy(isLow ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    m_text->setMinimumHeight(isLow ? std::max(whole, least) : least);
}

void LessonPanel::showText(const QString& markdown) {
    m_text->setMarkdown(markdown);
    // Markdown's paragraphs come without a gap between them.
    QTextCursor cursor(m_text->document());
    for (QTextBlock block = m_text->document()->begin(); block.isValid(); block = block.next()) {
        cursor.setPosition(block.position());
        QTextBlockFormat format = block.blockFormat();
        format.setTopMargin(0);
        format.setBottomMargin(fontMetrics().height() / (block.textList() ? 4.0 : 2.0));
        cursor.setBlockFormat(format);
    }
    m_text->moveCursor(QTextCursor::Start);
    fitText();
}

}  // namespace heddle
